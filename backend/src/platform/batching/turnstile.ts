/** Where those wait who may go on only after something has changed; everybody is let through at once and looks again. */
export class Turnstile {
  private readonly waiting = new Set<() => void>();

  get isWaitedAt(): boolean {
    return this.waiting.size > 0;
  }

  /**
   * Resolves at the next opening.
   *
   * @param atMost milliseconds after which it resolves without one; none if absent
   */
  wait(atMost?: number): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const pass = () => {
        clearTimeout(timer);
        this.waiting.delete(pass);
        resolve();
      };
      this.waiting.add(pass);
      if (atMost !== undefined) timer = setTimeout(pass, atMost);
    });
  }

  open(): void {
    if (!this.isWaitedAt) return;
    for (const pass of [...this.waiting]) pass();
  }
}
