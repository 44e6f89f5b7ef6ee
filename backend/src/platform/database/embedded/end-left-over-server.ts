import { readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isServerOf, processStartTime } from './running-process.js';

/** Of postmaster.pid, counted from 0 (PostgreSQL's `miscadmin.h`). */
const SOCKET_DIR_LINE = 4;
const PATIENCE_MS = 10_000;

/**
 * Ends the server that an earlier process left behind on these files. Only a process that proves to be a PostgreSQL
 * server of exactly this directory is touched: the pid that a stale file names may be anybody's by now. Call it with
 * the data directory locked: then that server has no live owner.
 * @throws EmbeddedPostgresError if the server does not end
 */
export async function endLeftOverServer(clusterDir: string, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(clusterDir, 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const pid = Number.parseInt(content, 10);
  if (!(pid > 0) || !(await isServerOf(pid, clusterDir))) {
    // Left in place, the file would keep the new server from starting whenever its pid is in use again.
    await rm(pidFile, { force: true });
    return;
  }
  log(`ending the server (process ${pid}) that an earlier start left behind`);
  // PostgreSQL's "fast" shutdown, then its "immediate" one, from which it recovers by its log.
  if (!(await endsAfter(pid, 'SIGINT')) && !(await endsAfter(pid, 'SIGQUIT'))) {
    throw new EmbeddedPostgresError(`The database server left behind as process ${pid} does not end: end it by hand`);
  }
  const socketDir = content.split('\n')[SOCKET_DIR_LINE];
  if (socketDir) await rmdir(socketDir).catch(() => undefined);
}

async function endsAfter(pid: number, signal: NodeJS.Signals): Promise<boolean> {
  const started = await processStartTime(pid);
  if (started === undefined) return true;
  try {
    process.kill(pid, signal);
  } catch {
    // It ended meanwhile; the loop below sees that.
  }
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    if ((await processStartTime(pid)) !== started) return true;
  }
  return false;
}
