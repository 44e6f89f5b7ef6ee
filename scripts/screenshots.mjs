// npm run screenshots: every screen in light and dark at two widths, in `frontend/.cache/screenshots`; names of scenes
// as arguments take only those, `--readme` those that the README shows, and puts them there.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { FRONTEND, requireNode, ROOT } from './lib/project.mjs';
import { main, must } from './lib/run.mjs';

const FOLDER = join(FRONTEND, '.cache', 'screenshots');
const IMAGES = join(ROOT, '.github', 'images');
const IN_README = ['editor-run', 'editor-three-panes', 'run-failed'];

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend', 'frontend', 'browser programs');
  const isForReadme = process.argv.includes('--readme');
  const names = isForReadme ? IN_README : process.argv.slice(2);
  const program = join(FRONTEND, '.cache', 'programs', 'screenshots.js');
  await must('Taking the pictures', process.execPath, [program, FOLDER, ...names], { cwd: ROOT });
  console.log(`The pictures are in ${FOLDER}`);
  if (!isForReadme) return;
  mkdirSync(IMAGES, { recursive: true });
  for (const picture of IN_README.flatMap((name) => [`${name}-light`, `${name}-dark`]))
    copyFileSync(join(FOLDER, `${picture}-1440.png`), join(IMAGES, `${picture}.png`));
});
