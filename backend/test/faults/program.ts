import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, type RunningProgram } from '../support/program.js';
import { until } from '../support/until.js';

const START_LIMIT_MS = 60_000;

/** This file may be the source or compiled to somewhere in `.cache`. */
function findBackend(from: string): string {
  return existsSync(path.join(from, 'tsconfig.build.json')) ? from : findBackend(path.dirname(from));
}

const BACKEND = findBackend(path.dirname(fileURLToPath(import.meta.url)));

/** A process of the program, as it is started in earnest. */
export interface Program extends RunningProgram {
  /** Resolves when it takes requests and wake-ups, with its address; undefined if it ended before. */
  ready: Promise<string | undefined>;
  hasEnded(): boolean;
}

/** @param preload a module in this folder that is loaded before the program and changes it */
export function startBuiltProgram(env: Record<string, string>, preload?: string): Program {
  const before = preload === undefined ? [] : ['--import', path.join(BACKEND, 'test/faults', preload)];
  const program = startProgram([process.execPath, ...before, path.join(BACKEND, 'dist/main.js')], {
    cwd: BACKEND,
    env: { HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env },
  });
  let hasEnded = false;
  void program.ended.then(() => (hasEnded = true));
  const ready = until(
    `the start of the program: ${JSON.stringify(env)}`,
    () => {
      const url = /is ready: (\S+)/.exec(program.output())?.[1];
      return url === undefined ? hasEnded && 'ended' : url;
    },
    START_LIMIT_MS,
  ).then((url) => (url === 'ended' ? undefined : url.replace(/\/$/, '')));
  return { ...program, ready, hasEnded: () => hasEnded };
}
