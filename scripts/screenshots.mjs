// npm run screenshots: every screen in light and dark at two widths, in `frontend/.cache/screenshots`; names of scenes
// as arguments take only those.
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { FRONTEND, requireNode, ROOT } from './lib/project.mjs';
import { main, run } from './lib/run.mjs';

const FOLDER = join(FRONTEND, '.cache', 'screenshots');

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend', 'frontend', 'browser programs');
  const program = join(FRONTEND, '.cache', 'programs', 'screenshots.js');
  process.exitCode = await run(process.execPath, [program, FOLDER, ...process.argv.slice(2)], { cwd: ROOT });
  if (process.exitCode === 0) console.log(`The pictures are in ${FOLDER}`);
});
