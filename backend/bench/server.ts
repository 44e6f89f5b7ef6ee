import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Graph } from '../src/contract/index.js';
import type { LoadOrder, LoadResult } from './load-client.js';

/** This file is compiled to `backend/.cache/bench/bench`. */
const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const LOAD_CLIENT = fileURLToPath(new URL('./load-client.js', import.meta.url));
const HOST = '127.0.0.1';

/** The product, started as a user starts it, in a data directory of its own. */
export class BenchServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
    private readonly apiKey: string,
    readonly dataDir: string,
    /** Milliseconds from the start of the process to its ready line. */
    readonly startedIn: number,
  ) {}

  /** @param dataDir one that an earlier server left behind; a new one if absent */
  static async start(dataDir?: string): Promise<BenchServer> {
    const directory = dataDir ?? (await mkdtemp(join(tmpdir(), 'eventloom-bench-')));
    const apiKey = randomBytes(24).toString('hex');
    const begun = performance.now();
    const child = spawn(process.execPath, [PROGRAM], {
      env: {
        ...process.env,
        PORT: '0',
        HOST,
        EVENTLOOM_DATA_DIR: directory,
        EVENTLOOM_API_KEY: apiKey,
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await readyPort(child);
    return new BenchServer(child, port, apiKey, directory, performance.now() - begun);
  }

  /** Stops the server; its data stay. */
  async stop(): Promise<void> {
    this.child.kill('SIGINT');
    await new Promise((resolve) => this.child.once('close', resolve));
  }

  async removeData(): Promise<void> {
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Publishes a workflow. */
  async publish(name: string, graph: Graph): Promise<void> {
    const { id } = await this.post<{ id: string }>('/workflows', { name, graph });
    await this.post(`/workflows/${id}/publish`, {});
  }

  load(order: Omit<LoadOrder, 'host' | 'port'>): Promise<LoadResult> {
    const client = fork(LOAD_CLIENT);
    client.send({ host: HOST, port: this.port, ...order } satisfies LoadOrder);
    return new Promise((resolve, reject) => {
      client.once('message', (result: LoadResult) => resolve(result));
      client.once('error', reject);
    });
  }

  /** How many runs have ended since the server started. */
  async endedRuns(): Promise<number> {
    const answer = await fetch(`http://${HOST}:${this.port}/metrics`);
    const lines = (await answer.text()).matchAll(/^eventloom_runs_total\{.*\} (\d+)$/gm);
    return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
  }

  /** Memory of the server and its database in MB: proportional set size, which counts shared pages once (Linux). */
  async memory(): Promise<number> {
    const pids = await descendants(this.child.pid ?? 0);
    const sizes = await Promise.all(pids.map(proportionalSize));
    return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  }

  private async post<Body>(path: string, body: unknown): Promise<Body> {
    const answer = await fetch(`http://${HOST}:${this.port}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.apiKey}` },
      body: JSON.stringify(body),
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

async function descendants(pid: number): Promise<number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(names.map(async (name) => [Number(name), await parentOf(name)] as const));
  const found = new Set([pid]);
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.add(child);
  return [...found];
}

async function parentOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** Kilobytes. */
async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0);
}
