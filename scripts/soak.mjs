// npm run soak: compiles the fault tests' harness and has it kill the program until all kills are done; see README.
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, requireNode } from './lib/project.mjs';
import { main, run } from './lib/run.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend', 'soak');
  const program = join(BACKEND, '.cache', 'soak', 'test', 'faults', 'soak.js');
  process.exitCode = await run(process.execPath, [program, ...process.argv.slice(2)], { cwd: BACKEND });
});
