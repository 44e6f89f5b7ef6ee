import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createCluster } from '../../src/platform/database/embedded/create-cluster.js';
import type { Identity } from '../../src/platform/database/embedded/run-program.js';
import { spawnWatched } from '../../src/platform/database/embedded/spawn-watched.js';
import { findPostgresBinDir, findRedisServer } from './installed-servers.js';

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. */
const UNPRIVILEGED: Identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

/**
 * The installed PostgreSQL on a free TCP port, with a database of nobody else.
 * @param own settings of its own; without fsync if absent, for speed
 */
export async function startPostgresServer(own: string[] = ['fsync=off']): Promise<TestServer> {
  const binDir = findPostgresBinDir();
  if (!binDir) throw new Error('no PostgreSQL server is installed');
  const { dir, remove } = await makeTempDir();
  const clusterDir = path.join(dir, 'postgres');
  await createCluster({ binDir, majorVersion: Number(path.basename(path.dirname(binDir))) }, clusterDir, UNPRIVILEGED);
  const port = await findFreePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...own];
  const server = spawnWatched(
    [path.join(binDir, 'postgres'), '-D', clusterDir, ...settings.flatMap((setting) => ['-c', setting])],
    { dir, identity: UNPRIVILEGED },
  );
  server.output.stdout.resume();
  server.output.stderr.resume();
  const url = `postgresql://eventloom@127.0.0.1:${port}/eventloom`;
  await untilAnswers(server.ended, async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.end();
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await remove();
  };
  return { url, stop };
}

/**
 * The installed redis-server on a free port.
 * @param args further arguments of its command line
 */
export async function startRedisServer(args: string[] = []): Promise<TestServer> {
  const program = findRedisServer();
  if (!program) throw new Error('no redis-server is installed');
  const { dir, remove } = await makeTempDir();
  const port = await findFreePort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--databases', '1000'];
  const server = spawnWatched([program, ...own, ...args], { dir, identity: undefined });
  server.output.stdout.resume();
  server.output.stderr.resume();
  const url = `redis://127.0.0.1:${port}`;
  await untilAnswers(server.ended, async () => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    await client.connect();
    await client.ping();
    client.disconnect();
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await remove();
  };
  return { url, stop };
}

/** A directory that users other than ours may enter, since servers may run as somebody else. */
export async function makeTempDir(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'eventloom-test-'));
  await chmod(dir, 0o711);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** A TCP port of the loopback address that nothing listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilAnswers(ended: Promise<void>, ask: () => Promise<void>): Promise<void> {
  let alive = true;
  void ended.then(() => (alive = false));
  for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 30))) {
    try {
      return await ask();
    } catch (error) {
      if (!alive || Date.now() > deadline) throw error;
    }
  }
}
