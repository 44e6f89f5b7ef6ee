/** How much a line of a log matters; `console.log` writes `info`. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes a line that code wrote. */
export type LogWriter = (level: LogLevel, text: string) => void;

/** One call of code writes no more lines than this, the one that says so among them. */
export const MAX_LOG_LINES = 200;

const DROPPED = 'The code wrote more than is kept: the rest was dropped.';

/** Hands on the lines of one call. The last one that there is room for waits, as another may have to take its place. */
export class CallLog {
  private count = 0;
  private last: Parameters<LogWriter> | undefined;

  constructor(private readonly write: LogWriter) {}

  add(level: LogLevel, text: string): void {
    this.count += 1;
    if (this.count < MAX_LOG_LINES) this.write(level, text);
    else this.last = [level, text];
  }

  /** Something was written that there is no room for. */
  drop(): void {
    if (this.last) this.last = ['warn', DROPPED];
    else this.add('warn', DROPPED);
  }

  end(): void {
    if (this.last) this.write(...this.last);
    this.last = undefined;
  }
}
