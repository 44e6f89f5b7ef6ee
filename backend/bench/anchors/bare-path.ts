import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { BarePathQueue } from './bare-path-queue.js';
import { ACCEPT, CLAIM, CREATE_TABLES, FINISH } from './bare-path.sql.js';

/**
 * The way of an event with nothing around it: group commit, a wake-up through BullMQ, claim, three steps, finish; durable
 * and kept, without Nest, engine, leases that are renewed or recovery. What the product costs beyond it is its own.
 */
class BarePath {
  /** Runs that have ended. */
  finished = 0;
  private readonly workflowId = randomUUID();
  private waiting: Accepted[] = [];
  private flying = 0;

  constructor(
    private readonly db: pg.Pool,
    private readonly queue: BarePathQueue,
  ) {
    queue.work((runs) => this.workOff(runs));
  }

  /** @returns after the commit */
  accept(data: string): Promise<{ eventId: string; runId: string }> {
    return new Promise((resolve, reject) => {
      const ids = { eventId: randomUUID(), runId: randomUUID() };
      this.waiting.push({ ...ids, data, resolve: () => resolve(ids), reject });
      setImmediate(() => this.fly());
    });
  }

  private fly(): void {
    while (this.flying < 2 && this.waiting.length > 0) {
      const group = this.waiting.splice(0, 400);
      this.flying += 1;
      void this.commit(group).finally(() => {
        this.flying -= 1;
        this.fly();
      });
    }
  }

  private async commit(group: Accepted[]): Promise<void> {
    const runs = group.map(({ runId }) => runId);
    const values = [group.map(({ eventId }) => eventId), group.map(({ data }) => data), runs, this.workflowId];
    try {
      await this.db.query({ ...ACCEPT, values });
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { resolve } of group) resolve();
    for (let from = 0; from < runs.length; from += 100) await this.queue.wake(runs.slice(from, from + 100));
  }

  private async workOff(runIds: string[]): Promise<void> {
    const { rows } = await this.db.query<{ id: string; data: string }>({ ...CLAIM, values: [runIds] });
    const steps = rows.flatMap(({ id, data }) => performSteps(id, data));
    await this.db.query({
      ...FINISH,
      values: [
        steps.map(({ runId }) => runId),
        steps.map(({ nodeId }) => nodeId),
        steps.map(({ input }) => input),
        steps.map(({ output }) => output),
        rows.map(({ id }) => id),
      ],
    });
    this.finished += rows.length;
  }
}

interface Accepted {
  eventId: string;
  runId: string;
  data: string;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

interface Trigger {
  amount: number;
  customer?: { tier: string };
}

const STEPS = [
  ({ customer }: Trigger): unknown => ({ stage: customer?.tier ?? 'none' }),
  ({ amount }: Trigger): unknown => (amount > 100 ? 'true' : 'false'),
  (): unknown => ({ result: 'big' }),
];

function performSteps(runId: string, data: string) {
  const trigger = JSON.parse(data) as Trigger;
  let input: unknown = trigger;
  return STEPS.map((step, index) => {
    const output = step(trigger);
    const row = { runId, nodeId: `n${index}`, input: JSON.stringify(input), output: JSON.stringify(output) };
    input = output;
    return row;
  });
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}

async function main(databaseUrl: string): Promise<void> {
  const db = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  await db.query(CREATE_TABLES);
  const path = new BarePath(db, await BarePathQueue.open(databaseUrl));
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') return answer(response, 200, { finished: path.finished });
    const data = await readText(request);
    JSON.parse(data);
    answer(response, 202, await path.accept(data));
  };
  const server = createServer((request, response) => {
    take(request, response).catch(() => answer(response, 500, {}));
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  process.on('disconnect', () => process.exit(0));
}

await main(process.argv[2] ?? '');
