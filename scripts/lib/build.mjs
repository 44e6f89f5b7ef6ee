import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BACKEND, FRONTEND, ROOT } from './project.mjs';
import { must, seconds, tool } from './run.mjs';

const BUILDS = {
  backend: {
    sources: ['backend/src', 'backend/package.json', 'backend/tsconfig.json', 'backend/tsconfig.build.json'],
    result: join(BACKEND, 'dist'),
    command: [tool('tsc'), ['-p', 'tsconfig.build.json'], { cwd: BACKEND }],
  },
  frontend: {
    sources: [
      ...['frontend/src', 'frontend/public', 'frontend/index.html', 'frontend/vite.config.ts', 'frontend/package.json'],
      ...['frontend/tsconfig.json', 'backend/package.json', 'backend/src/contract', 'backend/src/engine'],
    ],
    result: join(FRONTEND, 'dist'),
    command: [tool('vite'), ['build', '--logLevel', 'warn'], { cwd: FRONTEND }],
  },
  bench: {
    sources: [
      'backend/bench',
      'backend/src',
      'backend/test/support',
      'backend/package.json',
      'backend/tsconfig.json',
      'backend/tsconfig.bench.json',
    ],
    result: join(BACKEND, '.cache', 'bench'),
    command: [tool('tsc'), ['-p', 'tsconfig.bench.json'], { cwd: BACKEND }],
  },
  'browser programs': {
    sources: [
      ...['frontend/bench', 'frontend/screenshots', 'frontend/e2e/support', 'frontend/programs.vite.config.ts'],
      ...['frontend/package.json', 'backend/package.json', 'backend/src/contract'],
    ],
    result: join(FRONTEND, '.cache', 'programs'),
    command: [tool('vite'), ['build', '--config', 'programs.vite.config.ts', '--logLevel', 'warn'], { cwd: FRONTEND }],
  },
  soak: {
    sources: [
      ...['backend/test/faults', 'backend/test/support', 'backend/src', 'backend/package.json'],
      ...['backend/tsconfig.json', 'backend/tsconfig.soak.json'],
    ],
    result: join(BACKEND, '.cache', 'soak'),
    command: [tool('tsc'), ['-p', 'tsconfig.soak.json'], { cwd: BACKEND }],
  },
};

/** Builds those of the named parts whose sources differ from what their last build was made of. */
export async function ensureBuilt(...names) {
  await Promise.all(names.map(ensureOneBuilt));
}

async function ensureOneBuilt(name) {
  const { sources, result, command } = BUILDS[name];
  const stamp = join(result, '.built-from');
  const current = fingerprint(['package-lock.json', ...sources]);
  if (readText(stamp) === current) return;
  const start = Date.now();
  console.log(`Building the ${name} ...`);
  rmSync(result, { recursive: true, force: true });
  await must(`Building the ${name}`, ...command);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  console.log(`Built the ${name} in ${seconds(start)}`);
}

/** By content, not by time: a clone, a copy and a checked-out branch all have times of their own. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesOf)) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

function filesOf(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  const names = readdirSync(join(ROOT, path)).sort();
  return names.filter((name) => !/\.test\.tsx?$/.test(name)).flatMap((name) => filesOf(`${path}/${name}`));
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
