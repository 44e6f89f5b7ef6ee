import type { RunEvent } from '../engine/index.js';

/** Something that happened to a run, and the signal that told of it. */
export interface Happening {
  event: RunEvent;
  signalId?: string;
}

/** What happened to a run and is still to be worked in, in the order in which it came. */
export class Inbox {
  private readonly happenings: Happening[] = [];
  private wakeUp: (() => void) | undefined;
  private failure: unknown;

  get isEmpty(): boolean {
    return this.happenings.length === 0;
  }

  push(event: RunEvent, signalId?: string): void {
    this.happenings.push(signalId === undefined ? { event } : { event, signalId });
    this.wakeUp?.();
  }

  shift(): Happening | undefined {
    return this.happenings.shift();
  }

  /** Whoever waits for the next happening is told that none is worth waiting for. */
  fail(reason: unknown): void {
    this.failure ??= reason;
    this.wakeUp?.();
  }

  /** Resolves when something has happened. */
  next(): Promise<void> {
    if (this.failure !== undefined) throw this.failure as Error;
    return new Promise((resolve) => (this.wakeUp = resolve));
  }
}
