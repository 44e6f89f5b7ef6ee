/** What became of an expression that was tried out. */
export type Preview =
  | { status: 'value'; kind: string; text: string }
  | {
      status: 'error';
      message: string;
      line: number | undefined;
      column: number | undefined;
      /** Whether it can't even be read, whatever the data is. */
      isMistake: boolean;
    }
  /** It took too long. */
  | { status: 'stopped' };

/** To the worker. */
export type Asked =
  { type: 'scope'; scope: Readonly<Record<string, unknown>> } | { type: 'evaluate'; id: number; value: unknown };

/** From the worker: that it can be asked, that it has begun, and what came of it. */
export type Told = { type: 'ready' } | { type: 'began'; id: number } | { type: 'done'; id: number; preview: Preview };
