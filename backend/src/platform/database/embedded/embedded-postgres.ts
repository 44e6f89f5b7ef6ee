import { mkdir, realpath, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { findClusterPlace, type ClusterPlace } from './cluster-place.js';
import { createCluster, DATABASE_NAME, DATABASE_USER } from './create-cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { endLeftOverServer } from './end-left-over-server.js';
import { findBinaries } from './find-binaries.js';
import { cannotWrite, lockDataDir } from './instance-lock.js';
import { startServer, SOCKET_PORT, type ServerOptions } from './server-process.js';
import { makeSocketDir } from './socket-dir.js';
import type { WatchedServer } from './spawn-watched.js';

export interface EmbeddedPostgres {
  /** Give it to `pg` or TypeORM as `host`: the server listens on a Unix socket in it and nowhere else. */
  socketDir: string;
  port: number;
  user: string;
  database: string;
  /** Ends the server cleanly and frees the data directory. Close the pools first. */
  stop(): Promise<void>;
}

/** How long a start waits for the remains of a crashed server: its children need a moment to notice. */
const CRASH_REMAINS_MS = 5_000;
const RESTART_DELAY_MS = { first: 100, longest: 5_000 };

/**
 * Starts a real PostgreSQL that belongs to this process: it ends with it, however that ends, and is started again
 * if it crashes (connections break then, and the same address takes new ones soon after).
 * @param dataDir made if missing; holds the database in `postgres/`, or elsewhere if the database's user can't get there
 * @param log is given each line that the server prints
 * @throws EmbeddedPostgresError, one line that says what to do
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  if (process.platform === 'win32') {
    throw new EmbeddedPostgresError('The embedded database does not run on Windows: use WSL, or set DATABASE_URL');
  }
  const dataDir = await prepareDataDir(options.dataDir);
  const lock = await lockDataDir(dataDir);
  try {
    const server = await startOn(await findClusterPlace(dataDir), log);
    const stop = async (): Promise<void> => {
      await server.stop();
      await lock.release();
    };
    return { socketDir: server.socketDir, port: SOCKET_PORT, user: DATABASE_USER, database: DATABASE_NAME, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    // Searchable, since root's database runs as a user of its own; what is in it has modes of its own.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    return await realpath(dataDir);
  } catch (error) {
    throw cannotWrite(dataDir, error);
  }
}

async function startOn(
  place: ClusterPlace,
  log: (line: string) => void,
): Promise<{ socketDir: string; stop(): Promise<void> }> {
  const { clusterDir, identity, existingVersion } = place;
  const binaries = await findBinaries(identity, existingVersion);
  if (existingVersion === undefined) await createCluster(binaries, clusterDir, identity);
  else await endLeftOverServer(clusterDir, log);
  const socketDir = await makeSocketDir(identity);
  try {
    const options = { binaries, clusterDir, socketDir, identity, log };
    const stopServer = keepRunning(await startAfterCrash(options), options);
    const stop = async (): Promise<void> => {
      await stopServer();
      // The watchdog has removed it, unless the server had crashed.
      await rm(socketDir, { recursive: true, force: true });
    };
    return { socketDir, stop };
  } catch (error) {
    await rm(socketDir, { recursive: true, force: true });
    throw error;
  }
}

/** Starts the server, waiting for what is left of one that crashed. */
async function startAfterCrash(options: ServerOptions): Promise<WatchedServer> {
  for (const deadline = Date.now() + CRASH_REMAINS_MS; ; await sleep(100)) {
    try {
      return await startServer(options);
    } catch (error) {
      const remains = String(error).includes('shared memory block');
      if (!remains || Date.now() > deadline) throw error;
    }
  }
}

/** Starts the server again whenever it ends by itself. @returns what stops it for good */
function keepRunning(first: WatchedServer, options: ServerOptions): () => Promise<void> {
  let stopping = false;
  let current = first;
  const wakeUp = new AbortController();
  const watching = (async () => {
    for (let delay = RESTART_DELAY_MS.first; ;) {
      await current.ended;
      if (stopping) return;
      options.log('the database server ended unexpectedly; starting it again');
      await sleep(delay, undefined, { signal: wakeUp.signal }).catch(() => undefined);
      try {
        if (!stopping) current = await startAfterCrash(options);
        if (stopping) await current.stop();
        delay = RESTART_DELAY_MS.first;
      } catch (error) {
        options.log(String(error));
        delay = Math.min(delay * 2, RESTART_DELAY_MS.longest);
      }
    }
  })();
  return async () => {
    stopping = true;
    wakeUp.abort();
    await current.stop();
    await watching;
  };
}
