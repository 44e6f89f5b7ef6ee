import path from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Binaries } from './find-binaries.js';
import type { Identity } from './run-program.js';
import { serverSettings } from './server-settings.js';
import { spawnWatched, type WatchedServer } from './spawn-watched.js';

/** Only part of the socket's name: nothing listens on a network port. */
export const SOCKET_PORT = 5432;

export interface ServerOptions {
  binaries: Binaries;
  clusterDir: string;
  socketDir: string;
  identity: Identity;
  log: (line: string) => void;
}

/**
 * Starts PostgreSQL under its watchdog.
 * @returns when it takes connections
 * @throws EmbeddedPostgresError with the server's last words if it ends before that
 */
export async function startServer(options: ServerOptions): Promise<WatchedServer> {
  const { binaries, clusterDir, socketDir, identity, log } = options;
  const settings = Object.entries(serverSettings(socketDir, binaries.majorVersion));
  const server = spawnWatched(
    [
      path.join(binaries.binDir, 'postgres'),
      ...['-D', clusterDir, '-p', String(SOCKET_PORT)],
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { dir: socketDir, identity },
  );
  const lastWords: string[] = [];
  const ready = new Promise<true>((resolve) => {
    createInterface({ input: server.output.stderr }).on('line', (line) => {
      log(line);
      lastWords.push(line);
      if (lastWords.length > 5) lastWords.shift();
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
  });
  server.output.stdout.resume();
  if ((await Promise.race([ready, server.ended])) !== true) {
    throw new EmbeddedPostgresError(`The embedded database did not start: ${lastWords.join('; ')}`);
  }
  return server;
}
