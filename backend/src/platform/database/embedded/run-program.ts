import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The user and group a program runs as; undefined: those of this process. */
export type Identity = { uid: number; gid: number } | undefined;

/**
 * Nothing of our own environment reaches PostgreSQL: PGDATA, PGOPTIONS or a locale set in somebody's shell would
 * change what it does.
 */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const execute = promisify(execFile);

/**
 * Runs a program to its end, with `/` as the working directory, since another identity may not reach ours.
 * @returns what it printed; rejects if it can't be started or ends with a code other than 0
 */
export async function runProgram(program: string, args: string[], identity?: Identity, input = ''): Promise<string> {
  const running = execute(program, args, { cwd: '/', env: CLEAN_ENVIRONMENT, ...identity });
  // A program that ends before it has read its input breaks the pipe; its exit code tells more than that would.
  running.child.stdin?.on('error', () => undefined).end(input);
  return (await running).stdout;
}

/** Whether that identity can run the program to a successful end. */
export async function runs(program: string, args: string[], identity?: Identity): Promise<boolean> {
  return runProgram(program, args, identity).then(
    () => true,
    () => false,
  );
}

/** Whether that identity can make the directory its working directory. */
export function canEnter(dir: string, identity: Identity): Promise<boolean> {
  return runs('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], identity);
}
