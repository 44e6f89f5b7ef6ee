// npm run dev: both halves with reload. The backend is compiled and started again on each change; the frontend is
// served by Vite, which passes the requests for the API on.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, FRONTEND, requireNode, ROOT } from './lib/project.mjs';
import { ended, main, tool } from './lib/run.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt('backend');
  const dist = join(BACKEND, 'dist');
  // From here on the compiler's watch writes there, so the next `npm start` builds for itself.
  rmSync(join(dist, '.built-from'));
  const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  const processes = [
    launch(tool('tsc'), ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], BACKEND),
    launch(process.execPath, ['--watch-path', dist, '--watch-preserve-output', join(dist, 'main.js')], ROOT),
    launch(tool('vite'), ['--clearScreen', 'false'], FRONTEND, { EVENTLOOM_DEV_API: api }),
  ];
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => processes.forEach((child) => child.kill('SIGTERM')));
  }
  await Promise.all(processes.map(ended));
});

function launch(command, args, cwd, env = {}) {
  return spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
}
