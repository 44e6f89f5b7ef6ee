import type { Condition, ConditionOperator, Conditions } from '../contract/index.js';
import { areEqual, compareOrder, holdsValue, isEmpty, isPresent, listOf } from './compare-values.js';
import { matchesPattern } from './match-pattern.js';
import { toPlainText } from './values.js';

/** Whether conditions hold, and if not, which clause was in the way. */
export interface Verdict {
  holds: boolean;
  /** In words that a person reads, such as `120 gt 500`; of `any`, all its clauses. */
  refusedBy?: string;
}

/**
 * Judges conditions whose two sides have been evaluated.
 *
 * - `eq`, `ne`: the same value, objects and lists by what they hold. A number equals the text that writes it, a boolean
 *   the text `true` or `false`: what comes in a query or a form is text. `null` and `undefined` are the same.
 * - `gt`, `gte`, `lt`, `lte`: numbers, and texts that write numbers, by size; other texts in the order of their
 *   characters, which is right for dates in ISO 8601. Anything else is in no order: the clause does not hold.
 * - `contains`: a text has a part, a list has an item, an object has a key.
 * - `startsWith`, `endsWith`: by text; numbers and booleans as they are written.
 * - `matches`: an RE2 regular expression (no back references, no look-around) found anywhere in the text.
 * - `in`: an item of the list on the right, or one of its parts between commas if it is a text.
 * - `exists`: neither null nor undefined. `empty`: that, or an empty text, list or object.
 *
 * @throws ExpressionError `EXPR_FAILED` for a pattern that is no regular expression
 */
export function evaluateConditions(conditions: Conditions): Verdict {
  if ('all' in conditions) {
    const refused = conditions.all.find((clause) => !doesHold(clause));
    return refused ? { holds: false, refusedBy: describeClause(refused) } : { holds: true };
  }
  if (conditions.any.some(doesHold)) return { holds: true };
  return { holds: false, refusedBy: conditions.any.map(describeClause).join(' or ') || 'there is no clause' };
}

const TESTS: Record<ConditionOperator, (left: unknown, right: unknown) => boolean> = {
  eq: areEqual,
  ne: (left, right) => !areEqual(left, right),
  gt: (left, right) => compareOrder(left, right) > 0,
  gte: (left, right) => compareOrder(left, right) >= 0,
  lt: (left, right) => compareOrder(left, right) < 0,
  lte: (left, right) => compareOrder(left, right) <= 0,
  contains: holdsValue,
  startsWith: (left, right) => isPresent(left) && toPlainText(left).startsWith(toPlainText(right)),
  endsWith: (left, right) => isPresent(left) && toPlainText(left).endsWith(toPlainText(right)),
  matches: (left, right) => isPresent(left) && matchesPattern(toPlainText(left), toPlainText(right)),
  in: (left, right) => listOf(right).some((item) => areEqual(left, item)),
  exists: isPresent,
  empty: isEmpty,
};

function doesHold({ left, operator, right }: Condition): boolean {
  return TESTS[operator](left, right);
}

function describeClause({ left, operator, right }: Condition): string {
  if (operator === 'exists' || operator === 'empty') return `${show(left)} ${operator}`;
  return `${show(left)} ${operator} ${show(right)}`;
}

function show(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
