import { connect, type Socket } from 'node:net';
import { parseAnswer, type HttpAnswer } from './http-answer.js';

/** A kept connection that has one request under way at a time: the least that a client can cost. */
export class HttpConnection {
  private socket: Socket | undefined;
  private received: Buffer = Buffer.alloc(0);
  private pending: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** Sends a whole request, over a new connection if the last one was closed; resolves with the answer. */
  exchange(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.received = Buffer.alloc(0);
      this.socket ??= this.open();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect(this.port, this.host).setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', (error) => this.fail(socket, error));
    socket.on('close', () => this.fail(socket, new Error('the connection was closed before the answer')));
    return socket;
  }

  private read(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = parseAnswer(this.received);
    if (!answer) return;
    const { pending } = this;
    this.pending = undefined;
    if (answer.closes) {
      this.socket?.end();
      this.socket = undefined;
    }
    pending?.resolve(answer);
  }

  private fail(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    const { pending } = this;
    this.pending = undefined;
    pending?.reject(error);
  }
}
