// npm run bench: compiles the benchmarks and runs them; arguments are passed on to them.
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, requireNode, ROOT } from './lib/project.mjs';
import { main, run } from './lib/run.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend', 'frontend', 'bench', 'browser programs');
  const program = join(BACKEND, '.cache', 'bench', 'bench', 'main.js');
  process.exitCode = await run(process.execPath, [program, ...process.argv.slice(2)], { cwd: ROOT });
});
