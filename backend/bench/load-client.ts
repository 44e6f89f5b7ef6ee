import { connect, type Socket } from 'node:net';

/** What the parent process orders: POST requests over so many kept connections, each sent when the one before is answered. */
export interface LoadOrder {
  host: string;
  port: number;
  path: string;
  body: string;
  connections: number;
  milliseconds: number;
}

export interface LoadResult {
  /** Answered requests and milliseconds that they took. */
  requests: number;
  elapsed: number;
  /** Answers other than 2xx. */
  refused: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

const HEADERS_END = Buffer.from('\r\n\r\n');

/** Runs in a process of its own, so that the load and the server do not share a thread. */
process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result, () => process.exit(0)));
});

async function run(order: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  let refused = 0;
  const start = performance.now();
  const end = start + order.milliseconds;
  const note = (status: number, took: number) => {
    times.push(took);
    if (status < 200 || status > 299) refused += 1;
  };
  await Promise.all(Array.from({ length: order.connections }, () => keepSending(order, end, note)));
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { requests: times.length, elapsed: performance.now() - start, refused, p50: at(0.5), p99: at(0.99) };
}

function keepSending(order: LoadOrder, end: number, note: (status: number, took: number) => void): Promise<void> {
  const request = Buffer.from(
    `POST ${order.path} HTTP/1.1\r\nhost: ${order.host}:${order.port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(order.body)}\r\n\r\n${order.body}`,
  );
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(order.port, order.host);
    let sent = 0;
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      sent = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).once('error', reject).once('connect', send);
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const status = completeAnswer(received);
      if (status === undefined) return;
      received = Buffer.alloc(0);
      const now = performance.now();
      note(status, now - sent);
      if (now < end) send();
      else socket.end(() => resolve());
    });
  });
}

/** The status of an answer that is complete, by its content length. */
function completeAnswer(received: Buffer): number | undefined {
  const head = received.indexOf(HEADERS_END);
  if (head === -1) return undefined;
  const text = received.toString('latin1', 0, head);
  const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return received.length >= head + HEADERS_END.length + length ? Number(text.slice(9, 12)) : undefined;
}
