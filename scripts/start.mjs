// npm start: everything in one process. What is missing or stale is made first; a second start finds nothing to do.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, requireNode, ROOT } from './lib/project.mjs';
import { main } from './lib/run.mjs';

requireNode();
process.chdir(ROOT);
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend', 'frontend');
  // The same process: signals reach the server itself, and no second Node takes memory.
  await import(pathToFileURL(join(BACKEND, 'dist', 'main.js')).href);
});
