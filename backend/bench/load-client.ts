import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer } from './http-answer.js';
import { HttpConnection } from './http-connection.js';
import { quantile, round } from './statistics.js';

/** What the parent process orders: the same POST request again and again. */
export interface LoadOrder {
  host: string;
  port: number;
  path: string;
  headers?: Record<string, string>;
  body: string;
  /** Closed loop: over so many connections, each request sent when the one before is answered. */
  connections: number;
  milliseconds: number;
  /** Ends after so many requests, however long that takes. */
  requests?: number;
  /** Open loop: so many a second, whether the ones before are answered or not. */
  rate?: number;
}

export interface LoadResult {
  /** Answered requests and milliseconds that they took. */
  requests: number;
  elapsed: number;
  /** Answers other than 2xx, and connections that broke. */
  refused: number;
  /** Milliseconds; in an open loop from the time that the request was due. */
  p50: number;
  p95: number;
  p99: number;
  /** In an open loop, the body of each answer and when its request was due, in milliseconds since the epoch. */
  answers: { body: string; dueAt: number }[];
  /** The share of one processor that this process took. */
  cpu: number;
}

class Load {
  readonly times: number[] = [];
  readonly answers: LoadResult['answers'] = [];
  refused = 0;
  private readonly request: Buffer;
  private readonly end: number;
  private sent = 0;

  constructor(private readonly order: LoadOrder) {
    this.request = toRequest(order);
    this.end = performance.now() + order.milliseconds;
  }

  async closedLoop(): Promise<void> {
    const { connections, host, port } = this.order;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        const connection = new HttpConnection(host, port);
        while (this.goesOn()) await this.send(connection, performance.now());
        connection.close();
      }),
    );
  }

  async openLoop(rate: number): Promise<void> {
    const start = performance.now();
    const idle: HttpConnection[] = [];
    const underWay: Promise<void>[] = [];
    for (let due = start; due < this.end; due += 1000 / rate) {
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      underWay.push(this.sendDue(idle, due));
    }
    await Promise.all(underWay);
    for (const connection of idle) connection.close();
  }

  private goesOn(): boolean {
    this.sent += 1;
    return this.order.requests === undefined ? performance.now() < this.end : this.sent <= this.order.requests;
  }

  private async sendDue(idle: HttpConnection[], due: number): Promise<void> {
    const connection = idle.pop() ?? new HttpConnection(this.order.host, this.order.port);
    const answer = await this.send(connection, due);
    idle.push(connection);
    if (answer) this.answers.push({ body: answer.body, dueAt: performance.timeOrigin + due });
  }

  private async send(connection: HttpConnection, since: number): Promise<HttpAnswer | undefined> {
    try {
      const answer = await connection.exchange(this.request);
      this.times.push(performance.now() - since);
      if (answer.status < 200 || answer.status > 299) this.refused += 1;
      return answer;
    } catch {
      this.refused += 1;
      // Or a server that is not there would be asked without end in one turn of the event loop.
      await sleep(10);
      return undefined;
    }
  }
}

function toRequest({ host, port, path, headers = {}, body }: LoadOrder): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const start = performance.now();
  const load = new Load(order);
  await (order.rate === undefined ? load.closedLoop() : load.openLoop(order.rate));
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage();
  const at = (share: number) => round(quantile(load.times, share), 2);
  return {
    requests: load.times.length,
    elapsed,
    refused: load.refused,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    answers: load.answers,
    cpu: (user + system) / 1000 / elapsed,
  };
}

/** Runs in a process of its own, so that the load and the server do not share a thread. */
process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result, () => process.exit(0)));
});
