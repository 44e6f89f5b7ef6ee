import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Graph } from '../src/contract/index.js';
import type { Backing } from './backing.js';

/** This file is compiled to `backend/.cache/bench/bench`. */
const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const HOST = '127.0.0.1';

export interface ProductOptions {
  /** Absent: the product brings its own database along, in `dataDir`. */
  backing?: Backing;
  dataDir?: string;
  role?: 'all' | 'api' | 'worker';
  /** Where the processor profile of the process goes, if one is wanted. */
  profileDir?: string | undefined;
}

/** The product, started as a user starts it. */
export class Product {
  readonly host = HOST;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly apiKey: string,
    /** Milliseconds from the start of the process to its ready line. */
    readonly startedIn: number,
  ) {}

  static async start({ backing, dataDir, role = 'all', profileDir }: ProductOptions): Promise<Product> {
    const apiKey = randomBytes(24).toString('hex');
    const begun = performance.now();
    const flags = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
    const child = spawn(process.execPath, [...flags, PROGRAM], {
      env: {
        ...process.env,
        PORT: '0',
        HOST,
        EVENTLOOM_API_KEY: apiKey,
        EVENTLOOM_ROLE: role,
        EVENTLOOM_DATA_DIR: dataDir ?? '',
        DATABASE_URL: backing?.databaseUrl ?? '',
        REDIS_URL: backing?.redisUrl ?? '',
        // The server that *effect* calls is on this machine.
        EVENTLOOM_EGRESS_ALLOW: HOST,
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await readyPort(child);
    return new Product(child, port, apiKey, performance.now() - begun);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGINT');
    await closed;
  }

  /** Publishes a workflow. */
  async publish(name: string, graph: Graph): Promise<void> {
    const { id } = await this.call<{ id: string }>('POST', '/workflows', { name, graph });
    await this.call('POST', `/workflows/${id}/publish`, {});
  }

  /** How many runs have ended since the server started. */
  async ended(): Promise<number> {
    const answer = await fetch(`http://${HOST}:${this.port}/metrics`);
    const lines = (await answer.text()).matchAll(/^eventloom_runs_total\{.*\} (\d+)$/gm);
    return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
  }

  /** Calls the API. */
  async call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await fetch(`http://${HOST}:${this.port}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.apiKey}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  }
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const port = /ready: http:\/\/[^:]+:(\d+)/.exec(printed)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('close', (code) => reject(new Error(`the server ended with code ${code}:\n${printed}`)));
  });
}
