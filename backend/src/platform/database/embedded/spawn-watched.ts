import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { CLEAN_ENVIRONMENT, type Identity } from './run-program.js';

/**
 * Starts the server and outlives us if need be: standard input is a pipe from us, which closes however we end, SIGKILL
 * included; then the server is told to shut down (SIGINT, and SIGQUIT if five seconds are not enough). The directory
 * goes with a clean end, if it is empty by then; after a crash it stays for the next start.
 */
const WATCHDOG = `
dir=$1; shift
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
( read -r _ <&3; kill -INT "$server"; sleep 5; kill -QUIT "$server" ) >/dev/null 2>&1 &
keeper=$!
exec 3<&-
wait "$server"
code=$?
kill "$keeper" 2>/dev/null
[ "$code" -ne 0 ] || rmdir "$dir" 2>/dev/null
exit "$code"
`;

export interface WatchedServer {
  /** What the server prints. */
  output: { stdout: Readable; stderr: Readable };
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends it cleanly; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Runs a server program that can't outlive this process. It gets a process group of its own: the terminal's Ctrl-C is
 * for us, who end our servers last.
 * @param options.dir the server's run-time directory, removed after a clean end
 */
export function spawnWatched(
  command: [program: string, ...args: string[]],
  options: { dir: string; identity: Identity },
): WatchedServer {
  const watchdog = spawn('/bin/sh', ['-c', WATCHDOG, 'eventloom-watchdog', options.dir, ...command], {
    cwd: '/',
    env: CLEAN_ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...options.identity,
  });
  watchdog.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    watchdog.once('exit', () => resolve());
    watchdog.once('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    watchdog.stdin.end();
    await ended;
  };
  return { output: { stdout: watchdog.stdout, stderr: watchdog.stderr }, ended, stop };
}
