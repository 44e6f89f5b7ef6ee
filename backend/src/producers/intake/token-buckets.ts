/** When there are so many buckets, those that are not asked for again are forgotten. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  /** When so many tokens were in it; milliseconds. */
  at: number;
}

/** Limits how many events a second come from each source; what a source saves up in a second may come at once. */
export class TokenBuckets {
  private buckets = new Map<string, Bucket>();
  /** Of the time before so many had come. */
  private older = new Map<string, Bucket>();

  /** @param rate tokens a second, and the most that a bucket holds */
  constructor(private readonly rate: number) {}

  /**
   * Takes a token.
   *
   * @param now milliseconds of any clock that goes forward
   * @returns 0, or the seconds after which there will be one
   */
  take(source: string, now: number): number {
    const bucket = this.bucketOf(source, now);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.rate;
    bucket.tokens -= 1;
    return 0;
  }

  /** Takes tokens whether they are there or not: what is missing is paid back before the next one is given. */
  charge(source: string, tokens: number, now: number): void {
    this.bucketOf(source, now).tokens -= tokens;
  }

  private bucketOf(source: string, now: number): Bucket {
    const bucket =
      this.buckets.get(source) ?? this.keep(source, this.older.get(source) ?? { tokens: this.rate, at: now });
    bucket.tokens = Math.min(this.rate, bucket.tokens + ((now - bucket.at) / 1000) * this.rate);
    bucket.at = now;
    return bucket;
  }

  private keep(source: string, bucket: Bucket): Bucket {
    if (this.buckets.size >= MAX_BUCKETS) {
      this.older = this.buckets;
      this.buckets = new Map();
    }
    this.buckets.set(source, bucket);
    return bucket;
  }
}
