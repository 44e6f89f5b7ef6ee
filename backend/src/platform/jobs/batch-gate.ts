/** Lets so many through at a time; the others wait, first come, first served. */
export class BatchGate {
  private readonly waiting: (() => void)[] = [];

  constructor(private room: number) {}

  /** Does something as soon as there is room for it. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.room > 0) this.room -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.room += 1;
    }
  }
}
