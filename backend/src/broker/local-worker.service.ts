import { Injectable } from '@nestjs/common';
import type { OwnedRun } from './owned-run.js';

/** What works runs off in this very process. */
export interface LocalTaker {
  /** How many more runs it would take at this moment; none while others wait for their turn already. */
  room(): number;
  /** Whether it takes runs at all: it does until it stops. */
  isOpen(): boolean;
  /** Takes runs that were stored as its own. */
  take(runs: readonly OwnedRun[]): void;
}

/**
 * The worker in this process, if there is one with room: a run that is stored as its own from the beginning needs no
 * wake-up, no claim, and nothing of it read again. What it has no room for goes by the queue.
 */
@Injectable()
export class LocalWorker {
  private taker: LocalTaker | undefined;
  /** Runs that are being stored for the worker, for which room is kept. */
  private expected = 0;

  register(taker: LocalTaker): void {
    this.taker = taker;
  }

  /** Whether runs may be stored as those of the worker here. */
  get isOpen(): boolean {
    return this.taker?.isOpen() ?? false;
  }

  /** Hands over runs that follow others of the worker's, and take their room. */
  goOnWith(runs: readonly OwnedRun[]): void {
    this.taker?.take(runs);
  }

  /** Keeps room for so many runs, all or none; they must be handed over, or given up if they were not stored. */
  reserve(count: number): boolean {
    if (!this.taker || count === 0 || this.taker.room() - this.expected < count) return false;
    this.expected += count;
    return true;
  }

  /** Hands runs over for which room was kept. */
  handOver(runs: readonly OwnedRun[]): void {
    this.expected -= runs.length;
    this.taker?.take(runs);
  }

  /** Frees room that was kept for runs that did not come to be. */
  giveUp(count: number): void {
    this.expected -= count;
  }
}
