import { chmod, chown, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { placeElsewhere } from './place-elsewhere.js';
import { canEnter, type Identity } from './run-program.js';

/** The user called nobody; PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

export interface ClusterPlace {
  /** PostgreSQL's own data directory; absent until the database is first made. */
  clusterDir: string;
  identity: Identity;
  /** The major version of the PostgreSQL that made the database there; undefined if there is none yet. */
  existingVersion: number | undefined;
}

/**
 * Decides where the database's files are and whose they are. They stand in the data directory, except when root starts
 * us in a place that the database's user can't get to (a clone in a home directory): then under /var/lib.
 * @param dataDir an existing directory
 * @throws EmbeddedPostgresError if there is a database that can't be used from here
 */
export async function findClusterPlace(dataDir: string): Promise<ClusterPlace> {
  const home = await realpath(dataDir);
  const inside = path.join(home, 'postgres');
  const present = await stat(inside).catch(() => undefined);
  if (process.getuid?.() !== 0) {
    if (present && present.uid !== process.getuid?.()) throw belongsToAnother(inside, present.uid);
    return place(inside, undefined);
  }
  // A database that an ordinary user made goes on running as that user when root starts it.
  const identity = present && present.uid !== 0 ? { uid: present.uid, gid: present.gid } : NOBODY;
  if (await canEnter(home, identity)) return place(inside, identity);
  if (!present && (await canEnter(path.dirname(home), identity))) {
    // Only the data directory itself is closed, and it is ours: entering it shows nobody what is in it.
    await chmod(home, (await stat(home)).mode | 0o011);
    return place(inside, identity);
  }
  if (present) {
    throw new EmbeddedPostgresError(
      `The database in ${inside} runs as user ${identity.uid}, who can't enter ${home}: ` +
        'make the directories above it searchable (chmod o+x), or set EVENTLOOM_DATA_DIR',
    );
  }
  return place(path.join(await placeElsewhere(home), 'postgres'), NOBODY);
}

/** Makes a directory that only the database's user can use. */
export async function makePrivateDir(dir: string, identity: Identity): Promise<void> {
  await mkdir(dir, { mode: 0o700 });
  if (identity) await chown(dir, identity.uid, identity.gid);
}

async function place(clusterDir: string, identity: Identity): Promise<ClusterPlace> {
  const version = await readFile(path.join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return { clusterDir, identity, existingVersion: version === undefined ? undefined : Number.parseInt(version, 10) };
}

function belongsToAnother(clusterDir: string, uid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${clusterDir} belongs to user ${uid}: start Eventloom as that user or as root, ` +
      'or set EVENTLOOM_DATA_DIR to another directory',
  );
}
