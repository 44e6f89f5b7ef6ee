import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { postmasterOf } from '../support/embedded-fixture.js';
import { findPostgresBinDir } from '../support/installed-servers.js';
import { makeTempDir, startPostgresServer, type TestServer } from '../support/servers.js';
import { installAudit, SLOTS } from './audit.js';
import { WORKFLOWS } from './graphs.js';
import { startBuiltProgram } from './program.js';

/** For processes that are to take requests other than webhooks. */
export const API_KEY = 'a-key-for-the-set-up-of-fault-tests-0123456789';

/** A PostgreSQL server with a database ready to be copied: tables, published workflows, the audit. */
export interface FaultServer {
  /** Copies it; returns the URL of the copy. */
  createDatabase(): Promise<string>;
  /** Kills the server, which is started again; only the embedded one can be. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const TEMPLATE = 'eventloom';

/** The installed server, which has connections for many processes; else the embedded one, which heals itself. */
export async function startFaultServer(kind: 'any' | 'embedded' = 'any'): Promise<FaultServer> {
  const isInstalled = kind === 'any' && findPostgresBinDir() !== undefined;
  const embedded = isInstalled ? undefined : await startEmbedded();
  const server = embedded ?? (await startPostgresServer());
  await prepareTemplate(server.url);
  let count = 0;
  return {
    createDatabase: async () => {
      const name = `fault_${++count}`;
      await onServer(server.url, `create database ${name} template ${TEMPLATE}`);
      return withDatabase(server.url, name);
    },
    crash: async () => {
      if (!embedded) throw new Error('nobody would start this server again');
      process.kill(await embedded.pid(), 'SIGKILL');
    },
    stop: () => server.stop(),
  };
}

async function startEmbedded(): Promise<TestServer & { pid(): Promise<number> }> {
  const { dir, remove } = await makeTempDir();
  const server = await startEmbeddedPostgres({ dataDir: dir, log: () => undefined });
  return {
    url: `postgresql://${server.user}@/${server.database}?host=${server.socketDir}&port=${server.port}`,
    pid: () => postmasterOf(dir),
    stop: async () => {
      await server.stop();
      await remove();
    },
  };
}

async function prepareTemplate(url: string): Promise<void> {
  for (const slot of SLOTS) await onServer(url, `create role ${slot} superuser login`);
  const program = startBuiltProgram({ PORT: '0', DATABASE_URL: url, EVENTLOOM_API_KEY: API_KEY });
  const api = await program.ready;
  if (api === undefined) throw new Error(`the program did not start: ${program.output()}`);
  for (const [name, graph] of Object.entries(WORKFLOWS)) {
    const { id } = await post<{ id: string }>(`${api}/api/v1/workflows`, { name, graph });
    await post(`${api}/api/v1/workflows/${id}/publish`, {});
  }
  program.signalGroup('SIGTERM');
  await program.ended;
  await onServer(url, installAudit);
}

/** Calls the API of a program that works on a copy of the database. */
export async function post<Body>(url: string, body: unknown): Promise<Body> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
}

function withDatabase(url: string, name: string): string {
  return url.replace(/\/eventloom(?=\?|$)/, `/${name}`);
}

/** @param work a statement, or something that needs more than one */
async function onServer(url: string, work: string | ((pool: pg.Pool) => Promise<void>)): Promise<void> {
  // Nothing but the database itself may hold the template when it is copied.
  const isServerWide = typeof work === 'string';
  const pool = new pg.Pool({ connectionString: isServerWide ? withDatabase(url, 'postgres') : url, max: 1 });
  try {
    await (isServerWide ? pool.query(work) : work(pool));
  } finally {
    await pool.end();
  }
}
