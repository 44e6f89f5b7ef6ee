import { type Evaluation, LimitReached, MAX_DEPTH } from '../evaluation.js';
import { ExpressionError } from '../expression-error.js';
import { matchesPattern, patternWork } from '../match-pattern.js';
import type { Comparison, Operand, Query, Test } from './json-path.js';
import { isObject } from './json-values.js';

/** What the evaluation of one path needs everywhere. */
export interface Search {
  evaluation: Evaluation;
  /** @param current what `@` means */
  find(query: Query, current: unknown): unknown[];
}

/** What an operand is that finds nothing. */
const NOTHING = Symbol('nothing');

/** Whether the condition of a filter holds for a value. */
export function holds(test: Test, current: unknown, search: Search): boolean {
  search.evaluation.spend(1);
  switch (test.type) {
    case 'or':
      return test.tests.some((each) => holds(each, current, search));
    case 'and':
      return test.tests.every((each) => holds(each, current, search));
    case 'not':
      return !holds(test.test, current, search);
    case 'exists':
      return search.find(test.query, current).length > 0;
    case 'match':
      return matches(valueOf(test.text, current, search), valueOf(test.pattern, current, search), test.isWhole, search);
    case 'compare':
      return compare(test.operator, valueOf(test.left, current, search), valueOf(test.right, current, search), search);
  }
}

function valueOf(operand: Operand, current: unknown, search: Search): unknown {
  switch (operand.type) {
    case 'literal':
      return operand.value;
    case 'length':
      return lengthOf(valueOf(operand.of, current, search));
    case 'count':
      return search.find(operand.query, current).length;
    case 'query':
    case 'value': {
      const found = search.find(operand.query, current);
      return found.length === 1 ? found[0] : NOTHING;
    }
  }
}

function lengthOf(value: unknown): unknown {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : NOTHING;
}

/** As the standard has it, a pattern that is none matches nothing. */
function matches(text: unknown, pattern: unknown, isWhole: boolean, { evaluation }: Search): boolean {
  if (typeof text !== 'string' || typeof pattern !== 'string') return false;
  const used = isWhole ? `^(?:${pattern})$` : pattern;
  try {
    evaluation.spend(patternWork(text, used));
    return matchesPattern(text, used);
  } catch (error) {
    if (error instanceof ExpressionError && error.code === 'EXPR_FAILED') return false;
    throw error;
  }
}

function compare(operator: Comparison, left: unknown, right: unknown, { evaluation }: Search): boolean {
  switch (operator) {
    case '==':
      return isSame(left, right, evaluation, 0);
    case '!=':
      return !isSame(left, right, evaluation, 0);
    case '<=':
      return isBelow(left, right, evaluation) || isSame(left, right, evaluation, 0);
    case '>=':
      return isBelow(right, left, evaluation) || isSame(left, right, evaluation, 0);
    case '<':
      return isBelow(left, right, evaluation);
    case '>':
      return isBelow(right, left, evaluation);
  }
}

function isBelow(left: unknown, right: unknown, evaluation: Evaluation): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  evaluation.spendText(left);
  return left < right;
}

/** Of the same type and the same value; objects and lists by what they hold. */
function isSame(left: unknown, right: unknown, evaluation: Evaluation, depth: number): boolean {
  evaluation.spend(1);
  if (depth > MAX_DEPTH) throw new LimitReached(`The value is nested more than ${MAX_DEPTH} deep.`);
  if (typeof left === 'string') evaluation.spendText(left);
  if (left === right) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (Array.isArray(left) && Array.isArray(right))
    return (
      left.length === right.length && left.every((item, index) => isSame(item, right[index], evaluation, depth + 1))
    );
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key], evaluation, depth + 1))
  );
}
