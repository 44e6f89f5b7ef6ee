import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processStartTime } from './running-process.js';

export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that uses a data directory; a second server there would lose its database when the
 * first one ends. The lock of a process that died counts for nothing. PostgreSQL's own lock stands behind this one.
 * @throws EmbeddedPostgresError if another live process, or this one, has the directory already
 */
export async function lockDataDir(dataDir: string): Promise<InstanceLock> {
  const file = path.join(dataDir, 'instance.lock');
  const mine = `${process.pid} ${await processStartTime(process.pid)}`;
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o644 });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if (!isExists(error)) throw cannotWrite(dataDir, error);
    }
    const holder = await readFile(file, 'utf8').catch(() => '');
    const [pid = '', ...startTime] = holder.split(' ');
    // An empty file is one that is being written this moment, or the remains of a full disk.
    if (holder === '' && attempt < 10) {
      await sleep(20);
    } else if (holder !== '' && (await processStartTime(Number(pid))) === startTime.join(' ')) {
      throw new EmbeddedPostgresError(
        `Another Eventloom (process ${pid}) is running on the data directory ${dataDir}: ` +
          'stop it first, or set EVENTLOOM_DATA_DIR to another directory',
      );
    } else {
      await takeAway(file, holder);
    }
  }
  throw new EmbeddedPostgresError(`Could not lock the data directory ${dataDir}: remove ${file} and try again`);
}

/** Removes a dead process's lock, unless another process has just put its own in that place. */
async function takeAway(file: string, expected: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readFile(aside, 'utf8');
  if (taken === expected) await rm(aside, { force: true });
  else await rename(aside, file);
}

function isExists(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

/** What to say when the data directory can't be made or written. */
export function cannotWrite(dataDir: string, error: unknown): EmbeddedPostgresError {
  const { code } = error as NodeJS.ErrnoException;
  return new EmbeddedPostgresError(`The data directory ${dataDir} can't be written (${code}): see EVENTLOOM_DATA_DIR`, {
    cause: error,
  });
}
