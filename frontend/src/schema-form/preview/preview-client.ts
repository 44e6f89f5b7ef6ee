import type { Asked, Preview, Told } from './preview';

/** A worker that has not answered by then is ended. */
const PATIENCE_MS = 200;

/** As much of a `Worker` as is needed, so that another can stand in for it. */
export interface Port {
  postMessage(asked: Asked): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Told>) => void) | null;
}

interface Question {
  id: number;
  value: unknown;
  answer: (preview: Preview) => void;
}

/**
 * Has expressions tried out by a worker, one after the other. One that does not end is ended with its worker, and the next
 * one gets a new worker: whatever a person types, the page goes on.
 */
export class PreviewClient {
  private port: Port | undefined;
  private isReady = false;
  private scope: Readonly<Record<string, unknown>> = {};
  private readonly waiting: Question[] = [];
  private current: Question | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ids = 0;

  constructor(private readonly open: () => Port) {}

  /** Tries a value out on data, which goes to the worker only when it is another than before. */
  evaluate(value: unknown, scope: Readonly<Record<string, unknown>>): Promise<Preview> {
    return new Promise((answer) => {
      this.waiting.push({ id: (this.ids += 1), value, answer });
      this.port ??= this.start();
      if (scope !== this.scope) this.giveScope(scope);
      this.next();
    });
  }

  private start(): Port {
    const port = this.open();
    this.isReady = false;
    port.onmessage = ({ data }) => this.hear(data);
    port.postMessage({ type: 'scope', scope: this.scope });
    return port;
  }

  private giveScope(scope: Readonly<Record<string, unknown>>): void {
    this.scope = scope;
    this.port?.postMessage({ type: 'scope', scope });
  }

  private next(): void {
    if (!this.isReady || this.current) return;
    this.current = this.waiting.shift();
    if (this.current) this.port?.postMessage({ type: 'evaluate', id: this.current.id, value: this.current.value });
  }

  private hear(told: Told): void {
    if (told.type === 'ready') this.isReady = true;
    else if (told.id !== this.current?.id) return;
    else if (told.type === 'began') this.timer = setTimeout(() => this.lastChance(told.id), PATIENCE_MS);
    else this.finish(told.preview);
    this.next();
  }

  /** The answer may be here already, behind what kept the page itself busy. */
  private lastChance(id: number): void {
    this.timer = setTimeout(() => {
      if (this.current?.id !== id) return;
      this.port?.terminate();
      this.port = this.start();
      this.finish({ status: 'stopped' });
    });
  }

  private finish(preview: Preview): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.current?.answer(preview);
    this.current = undefined;
  }
}
