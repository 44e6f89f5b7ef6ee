/** Loads something anew, one load at a time; whoever asks meanwhile gets the next one, which sees what he knows of. */
export class Reload {
  private loading: Promise<void> | undefined;
  private isStale = false;

  constructor(private readonly load: () => Promise<void>) {}

  /** Resolves when a load has ended that began after the call. */
  async run(): Promise<void> {
    this.isStale = true;
    while (this.isStale || this.loading) {
      this.loading ??= this.loadOnce().finally(() => (this.loading = undefined));
      await this.loading;
    }
  }

  private loadOnce(): Promise<void> {
    this.isStale = false;
    return this.load();
  }
}
