// npm run check: format, lint, types, import rules and dead code; every check runs, whatever the others find.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { BACKEND, FRONTEND, requireNode, ROOT } from './lib/project.mjs';
import { main, runQuietly, seconds, tool } from './lib/run.mjs';

const SOURCES = [
  'backend/src',
  'backend/test',
  'backend/bench',
  'frontend/src',
  'frontend/e2e',
  'frontend/bench',
  'frontend/screenshots',
  'scripts',
].filter((path) => existsSync(join(ROOT, path)));

const TYPES = ['--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'];

// The longest first: the others fit in beside them.
const CHECKS = [
  { name: 'lint of the backend', command: ['eslint', ['--max-warnings=0', '.', '--ignore-pattern', 'frontend/**']] },
  { name: 'lint of the frontend', command: ['eslint', ['--max-warnings=0', 'frontend']] },
  { name: 'types of the frontend', command: ['tsc', TYPES, { cwd: FRONTEND }] },
  { name: 'types of the backend', command: ['tsc', TYPES, { cwd: BACKEND }] },
  {
    name: 'format',
    command: ['prettier', ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/format', '.']],
  },
  { name: 'import rules', command: ['depcruise', ['--config', '.dependency-cruiser.cjs', ...SOURCES]] },
  { name: 'dead code', command: ['knip', ['--no-progress']] },
];

requireNode();
await main(async () => {
  await ensureInstalled();
  const start = Date.now();
  const waiting = [...CHECKS];
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await perform(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}` : `All checks passed in ${seconds(start)}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
});

async function perform({ name, command: [program, args, options] }) {
  const start = Date.now();
  const { code, output } = await runQuietly(tool(program), args, options);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(start)})`);
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '     '));
  return code === 0;
}
