import path from 'node:path';
import pg from 'pg';
import { findFreePort, makeTempDir } from '../support/servers.js';
import { until } from '../support/until.js';
import { countOpenRuns, readRows, type Slot } from './audit.js';
import { checkHistory } from './check-history.js';
import { outcomesAreTheirOwn } from './check-runs.js';
import { sendOrders } from './clients.js';
import { startFaultSink, type FaultSink } from './fault-sink.js';
import type { FaultServer } from './fault-server.js';
import { FAILING_WORKFLOW } from './graphs.js';
import type { ClientEntry, History, SinkEntry, Violation } from './history.js';
import { Journal } from './journal.js';
import { startBuiltProgram, type Program } from './program.js';

export interface WorldOptions {
  server: FaultServer;
  redisUrl?: string;
  /** How long a run is left to a worker without a sign of life; milliseconds. */
  leaseMs: number;
  /** Further environment variables of all processes. */
  env?: Record<string, string>;
}

interface StartOptions {
  env?: Record<string, string>;
  preload?: string;
}

/** Everything that one fault test has to itself: a database, processes, clients, an outside world, and their notes. */
export class FaultWorld {
  readonly programs = new Map<Slot, Program>();

  private constructor(
    private readonly options: WorldOptions,
    private readonly dir: { dir: string; remove(): Promise<void> },
    private readonly port: number,
    private readonly databaseUrl: string,
    readonly pool: pg.Pool,
    readonly sink: FaultSink,
    private readonly client: Journal<ClientEntry>,
    private readonly calls: Journal<SinkEntry>,
  ) {}

  static async open(options: WorldOptions): Promise<FaultWorld> {
    const [dir, port] = await Promise.all([makeTempDir(), findFreePort()]);
    const databaseUrl = await options.server.createDatabase();
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    pool.on('error', () => undefined);
    const client = new Journal<ClientEntry>(path.join(dir.dir, 'client.jsonl'));
    const calls = new Journal<SinkEntry>(path.join(dir.dir, 'sink.jsonl'));
    const sink = await startFaultSink(calls);
    return new FaultWorld(options, dir, port, databaseUrl, pool, sink, client, calls);
  }

  /** Starts a process: `api` serves the API, and works too where it is alone (`role` all); the others are workers. */
  start(slot: Slot, role: 'all' | 'api' | 'worker', { env, preload }: StartOptions = {}): Program {
    const program = startBuiltProgram(
      {
        PORT: slot === 'api' ? String(this.port) : '0',
        DATABASE_URL: this.databaseUrl.replace('//eventloom@', `//${slot}@`),
        ...(this.options.redisUrl !== undefined && { REDIS_URL: this.options.redisUrl }),
        EVENTLOOM_ROLE: role,
        EVENTLOOM_DATA_DIR: this.dir.dir,
        EVENTLOOM_EGRESS_ALLOW: '127.0.0.0/8',
        EVENTLOOM_LEASE_MS: String(this.options.leaseMs),
        ...this.options.env,
        ...env,
      },
      preload,
    );
    this.programs.set(slot, program);
    return program;
  }

  /** Resolves when all orders were accepted, or given up by senders that try only once. */
  send(name: string, count: number, more: { senders?: number; gate?: (index: number) => Promise<void> } = {}) {
    const url = `http://127.0.0.1:${this.port}`;
    return sendOrders({ url, sink: this.sink.url, journal: this.client, name, count, senders: 8, ...more });
  }

  /** Waits until every run has ended. @returns how long that took, in milliseconds */
  async drain(timeoutMs = 60_000): Promise<number> {
    const start = Date.now();
    const isDrained = () =>
      countOpenRuns(this.pool).then(
        (open) => open === 0,
        () => false,
      );
    await until('every run has ended', isDrained, timeoutMs);
    return Date.now() - start;
  }

  async history(): Promise<History> {
    return { client: this.client.read(), sink: this.calls.read(), ...(await readRows(this.pool)) };
  }

  async violations(): Promise<Violation[]> {
    const history = await this.history();
    return [...checkHistory(history), ...outcomesAreTheirOwn(history, FAILING_WORKFLOW)];
  }

  async close(): Promise<void> {
    this.sink.open();
    for (const program of this.programs.values()) {
      program.signalGroup('SIGKILL');
      await program.ended;
    }
    await this.sink.close();
    this.client.close();
    this.calls.close();
    await this.pool.end();
    await this.dir.remove();
  }
}
