import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateDir } from './cluster-place.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Binaries } from './find-binaries.js';
import { runProgram, type Identity } from './run-program.js';

export const DATABASE_USER = 'eventloom';
export const DATABASE_NAME = 'eventloom';

/** The first version with a locale of its own, the same on every system whatever its C library. */
const BUILTIN_LOCALE_SINCE = 17;

/**
 * Makes the database's files with an empty database in them. They are made aside and moved into place when complete,
 * so that a start that was cut off leaves nothing half made.
 * @throws EmbeddedPostgresError with what initdb said
 */
export async function createCluster(binaries: Binaries, clusterDir: string, identity: Identity): Promise<void> {
  await removeUnfinished(clusterDir);
  const unfinished = `${clusterDir}.new-${process.pid}`;
  await makePrivateDir(unfinished, identity);
  const locale =
    binaries.majorVersion >= BUILTIN_LOCALE_SINCE ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C'];
  try {
    await runProgram(
      path.join(binaries.binDir, 'initdb'),
      ['-D', unfinished, '-U', DATABASE_USER, '--auth=trust', '-E', 'UTF8', ...locale, '--no-instructions'],
      identity,
    );
    await runProgram(
      path.join(binaries.binDir, 'postgres'),
      ['--single', '-D', unfinished, 'template1'],
      identity,
      `CREATE DATABASE ${DATABASE_NAME}\n`,
    );
    await rename(unfinished, clusterDir);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const { stderr, message } = error as { stderr?: string; message: string };
    const reason = (stderr?.trim() || message).replace(/\s*\n\s*/g, '; ');
    throw new EmbeddedPostgresError(`The embedded database could not be made in ${clusterDir}: ${reason}`, {
      cause: error,
    });
  }
}

async function removeUnfinished(clusterDir: string): Promise<void> {
  const parent = path.dirname(clusterDir);
  const remains = (await readdir(parent)).filter((name) => name.startsWith(`${path.basename(clusterDir)}.new-`));
  await Promise.all(remains.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
}
