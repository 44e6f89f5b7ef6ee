interface Attempts {
  count: number;
  until: number;
}

/** Counts attempts by key and says when there were too many of them within a window. */
export class AttemptLimit {
  private readonly attempts = new Map<string, Attempts>();

  /**
   * @param most how many attempts a window allows
   * @param windowMs from the first attempt on
   */
  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one attempt; returns the seconds to wait if it is one too many, else 0. */
  count(key: string, now: number): number {
    if (this.attempts.size > 10_000) this.forgetOld(now);
    const known = this.attempts.get(key);
    const current = known && known.until > now ? known : { count: 0, until: now + this.windowMs };
    current.count += 1;
    this.attempts.set(key, current);
    return current.count > this.most ? Math.ceil((current.until - now) / 1000) : 0;
  }

  forget(key: string): void {
    this.attempts.delete(key);
  }

  private forgetOld(now: number): void {
    for (const [key, { until }] of this.attempts) if (until <= now) this.attempts.delete(key);
  }
}
