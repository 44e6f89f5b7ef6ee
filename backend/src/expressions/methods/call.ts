import type { Callback } from '../compile-context.js';
import type { Evaluation } from '../evaluation.js';
import { toNumber, toText } from '../values.js';

/**
 * A call of a method or helper. Arguments reach the engine's own methods as texts and numbers only: what it would do to
 * an object to turn it into one of these could take forever.
 */
export class Call<Receiver> {
  constructor(
    readonly receiver: Receiver,
    readonly args: readonly unknown[],
    readonly evaluation: Evaluation,
    /** The first argument, where it is a function. */
    readonly callback?: Callback,
  ) {}

  has(index: number): boolean {
    return this.args[index] !== undefined;
  }

  text(index: number): string {
    return toText(this.args[index], this.evaluation);
  }

  optionalText(index: number): string | undefined {
    return this.has(index) ? this.text(index) : undefined;
  }

  number(index: number): number {
    return toNumber(this.args[index], this.evaluation);
  }

  optionalNumber(index: number): number | undefined {
    return this.has(index) ? this.number(index) : undefined;
  }

  /** The function that was given. The compiler made sure of it where the method says `takes: 'function'`. */
  get fn(): Callback {
    if (!this.callback) throw new TypeError('A function such as (item) => item.id has to be given.');
    return this.callback;
  }
}

/** Something that an expression can call. */
export interface Method<Receiver> {
  /** Whether the first argument has to be a function, or may be one. */
  takes?: 'function' | 'maybe-function';
  run(call: Call<Receiver>): unknown;
}

export type MethodTable<Receiver> = ReadonlyMap<string, Method<Receiver>>;

/** A table of methods that take no function. */
export function plainMethods<Receiver>(methods: Record<string, Method<Receiver>['run']>): [string, Method<Receiver>][] {
  return Object.entries(methods).map(([name, run]) => [name, { run }]);
}

/** A table of methods whose first argument is a function. */
export function functionMethods<Receiver>(
  takes: 'function' | 'maybe-function',
  methods: Record<string, Method<Receiver>['run']>,
): [string, Method<Receiver>][] {
  return Object.entries(methods).map(([name, run]) => [name, { takes, run }]);
}
