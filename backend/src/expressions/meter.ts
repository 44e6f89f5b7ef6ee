import { ExpressionError } from './expression-error.js';

/** An evaluation may take so many steps: a call, a turn of a loop, an element that is copied. */
const MAX_STEPS = 1_000_000;

/** No text that an expression makes is longer; characters. */
const MAX_TEXT = 5_000_000;

/** Counts what one evaluation does, so that none runs away. */
export class Meter {
  private steps = 0;

  /** @throws ExpressionError `EXPR_LIMIT` */
  count(steps = 1): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS) throw new ExpressionError('EXPR_LIMIT', 'the expression takes too many steps');
  }

  /** Asks before a text of that many characters is made. */
  reserve(characters: number): void {
    if (!(characters <= MAX_TEXT))
      throw new ExpressionError('EXPR_LIMIT', 'the expression makes a text that is too long');
  }

  /** Passes a text that is not too long. */
  text(made: string): string {
    this.reserve(made.length);
    return made;
  }
}
