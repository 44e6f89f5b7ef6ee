interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

export interface GroupCommitOptions {
  /** At most so many items share one commit. */
  maxItems: number;
  /** At most so many commits are under way at once; what arrives meanwhile gathers for the next. */
  inFlight: number;
  /** Whether a failure is that of some item, so that the others are worth a commit of their own; always, if absent. */
  isFaultOfItem?: (error: unknown) => boolean;
}

/**
 * Lets items that arrive together share one commit. There is no timer: a group leaves as soon as a commit slot is free,
 * so that a lone item waits for nobody, and under load the groups grow by themselves while the slots are busy.
 *
 * If the commit of a group fails because of an item each is committed by itself, so that one bad item harms no other.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private flying = 0;
  private scheduled = false;

  /** @param commit writes a group durably and returns the results in the order of the items */
  constructor(
    private readonly commit: (items: Item[]) => Promise<Result[]>,
    private readonly options: GroupCommitOptions,
  ) {}

  /** How many items wait for a commit to begin. */
  get size(): number {
    return this.waiting.length;
  }

  /** Whether anything waits for its commit or is being committed. */
  get isBusy(): boolean {
    return this.flying > 0 || this.waiting.length > 0;
  }

  /** Resolves with the item's result after the commit that it was part of. */
  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.schedule();
    });
  }

  /** Waits for the end of the turn of the event loop, so that requests read in one go travel together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.fly();
    });
  }

  private fly(): void {
    while (this.flying < this.options.inFlight && this.waiting.length > 0) {
      const group = this.waiting.splice(0, this.options.maxItems);
      this.flying += 1;
      void this.flush(group).finally(() => {
        this.flying -= 1;
        this.fly();
      });
    }
  }

  private async flush(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.commit(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      const isFaultOfItem = this.options.isFaultOfItem?.(error) ?? true;
      if (group.length === 1 || !isFaultOfItem) group.forEach(({ reject }) => reject(error));
      else for (const one of group) await this.flush([one]);
    }
  }
}
