import type { Scope } from './scope.js';

/** One evaluation may take so many steps: less than 100 ms on a slow machine. */
const MAX_STEPS = 1_000_000;
/** No text that an expression makes is longer; UTF-16 units. */
export const MAX_TEXT = 10 * 1024 * 1024;
/** No list that an expression makes is longer. */
export const MAX_ITEMS = 1_000_000;
/** No value that an expression makes is nested deeper. */
export const MAX_DEPTH = 1000;
/** A value that an expression makes holds no more values, counted as often as they would be written out. */
const MAX_VALUES = 2_000_000;

/** A compiled expression. */
export type Code = (evaluation: Evaluation) => unknown;

/** An evaluation was stopped because it takes too long or makes too much; the message says what. */
export class LimitReached extends Error {}

/** What one evaluation of one expression may see, and what it may still spend. */
export class Evaluation {
  /** The parameters of arrow functions. Each has its own place: without recursion no two calls need the same one. */
  readonly locals: unknown[] = [];
  private left = MAX_STEPS;

  constructor(readonly scope: Scope) {}

  /** Counts steps; throws LimitReached when none are left. */
  spend(steps: number): void {
    this.left -= steps;
    // Written so that a NaN ends the evaluation as well.
    if (!(this.left >= 0)) throw new LimitReached(`The expression takes more than ${MAX_STEPS} steps.`);
  }

  /** Counts the reading of a text that may be long. */
  spendText(text: string): void {
    if (text.length > 64) this.spend(text.length / 64);
  }

  /** Refuses a text before it is made, and counts its making. */
  reserveText(length: number): void {
    this.checkTextLength(length);
    this.spend(length / 16);
  }

  /** Puts two texts together. The engine copies neither, so it is the shorter one that counts. */
  join(left: string, right: string): string {
    this.checkTextLength(left.length + right.length);
    this.spend(Math.min(left.length, right.length) / 16);
    return left + right;
  }

  private checkTextLength(length: number): void {
    if (!(length <= MAX_TEXT))
      throw new LimitReached(`The expression makes a text of more than ${MAX_TEXT} characters.`);
  }

  /** Refuses a list before it is made, and counts its making. */
  reserveItems(length: number): void {
    if (!(length <= MAX_ITEMS)) throw new LimitReached(`The expression makes a list of more than ${MAX_ITEMS} items.`);
    this.spend(length / 2);
  }

  /**
   * Walks a value as JSON would write it. The same list may stand in a value many times (`[a, a]`, and that again), so
   * what is small in memory may be endless on paper: without this, writing it would never end.
   *
   * @param indent spaces that each level adds in the written form
   */
  measure(value: unknown, indent = 0): void {
    this.spend(new Measure(indent).add(value, 0) / 16);
  }
}

class Measure {
  private values = 0;
  private characters = 0;

  constructor(private readonly indent: number) {}

  /** The number of values so far. */
  add(value: unknown, depth: number): number {
    this.values += 1;
    this.characters += this.indent * depth;
    if (typeof value === 'string') this.characters += value.length;
    else if (Array.isArray(value)) for (const item of this.enter(value, depth)) this.add(item, depth + 1);
    else if (typeof value === 'object' && value !== null)
      for (const key of Object.keys(this.enter(value, depth))) {
        this.characters += key.length;
        this.add((value as Record<string, unknown>)[key], depth + 1);
      }
    if (this.values > MAX_VALUES) throw new LimitReached(`The expression makes more than ${MAX_VALUES} values.`);
    if (this.characters > 2 * MAX_TEXT)
      throw new LimitReached(`The expression makes more than ${2 * MAX_TEXT} characters.`);
    return this.values;
  }

  private enter<Value extends object>(value: Value, depth: number): Value {
    if (depth >= MAX_DEPTH) throw new LimitReached(`The expression makes a value nested more than ${MAX_DEPTH} deep.`);
    return value;
  }
}
