/** After a slow batch so much is made up for at most; milliseconds. */
const SLACK_MS = 250;

/** At a low rate, batches are small enough that they follow one another so often. */
const BATCHES_A_SECOND = 10;

/** Keeps work to so many things a second. */
export class Pace {
  private freeAt = 0;

  /** @param rate things a second; no limit if absent */
  constructor(private readonly rate: number | undefined) {}

  /** How many things the next batch may have, of so many that share a batch at most. */
  limit(batchSize: number): number {
    if (this.rate === undefined) return batchSize;
    return Math.min(batchSize, Math.max(1, Math.floor(this.rate / BATCHES_A_SECOND)));
  }

  /** Notes that so many things were done by now. */
  note(count: number, now: number): void {
    if (this.rate !== undefined) this.freeAt = Math.max(this.freeAt, now - SLACK_MS) + (count / this.rate) * 1000;
  }

  /** Milliseconds until the next batch may begin. */
  delay(now: number): number {
    return Math.max(0, this.freeAt - now);
  }
}
