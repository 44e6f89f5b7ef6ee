import type { Condition, ConditionOperator, Conditions } from '../contract/index.js';
import { matchesPattern } from './match-pattern.js';
import { binaryOperator } from './operators.js';
import { toText } from './values.js';

export interface Verdict {
  holds: boolean;
  /** The clause that did not hold, to be read by a person; with `any`, all of them. */
  refusedBy?: string;
}

/**
 * Judges conditions whose two sides have been evaluated.
 *
 * - `eq`, `ne`: the same value; objects and lists by content; a number equals the text that names it
 * - `gt`, `gte`, `lt`, `lte`: numbers as numbers (also in texts), other texts by alphabet
 * - `contains`: a text within a text, an item of a list, a key of an object
 * - `startsWith`, `endsWith`: of texts; `matches`: a regular expression, without back-references and look-around
 * - `in`: the left side is an item of the list on the right
 * - `exists`: neither null nor undefined; `empty`: that, or "", [] and {}; with `right: false` the opposite
 */
export function evaluateConditions(conditions: Conditions): Verdict {
  if ('all' in conditions) {
    const refused = conditions.all.find((clause) => !holds(clause));
    return refused ? { holds: false, refusedBy: describe(refused) } : { holds: true };
  }
  if (conditions.any.some(holds)) return { holds: true };
  return { holds: false, refusedBy: conditions.any.map(describe).join(' or ') };
}

const COMPARE: Record<ConditionOperator, (left: unknown, right: unknown) => boolean> = {
  eq: isEqual,
  ne: (left, right) => !isEqual(left, right),
  gt: ordered('>'),
  gte: ordered('>='),
  lt: ordered('<'),
  lte: ordered('<='),
  contains,
  startsWith: (left, right) => toText(left).startsWith(toText(right)),
  endsWith: (left, right) => toText(left).endsWith(toText(right)),
  matches: (left, right) => matchesPattern(toText(left), toText(right)),
  in: (left, right) => Array.isArray(right) && right.some((item) => isEqual(item, left)),
  exists: (left, right) => (left !== null && left !== undefined) === (right !== false),
  empty: (left, right) => isEmpty(left) === (right !== false),
};

function holds({ left, operator, right }: Condition): boolean {
  return COMPARE[operator](left, right);
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right || (left ?? null) === (right ?? null)) return true;
  if (typeof left === 'number' && typeof right === 'string') return right.trim() !== '' && Number(right) === left;
  if (typeof left === 'string' && typeof right === 'number') return isEqual(right, left);
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function ordered(operator: string): (left: unknown, right: unknown) => boolean {
  const compare = binaryOperator(operator);
  return (left, right) => {
    if (left === null || left === undefined || right === null || right === undefined) return false;
    const numbers = [toNumber(left), toNumber(right)];
    const [a, b] = numbers.every((one) => !Number.isNaN(one)) ? numbers : [toText(left), toText(right)];
    return compare?.(a, b) === true;
  };
}

function toNumber(value: unknown): number {
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value);
  return typeof value === 'number' ? value : Number.NaN;
}

function contains(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return left.some((item) => isEqual(item, right));
  if (typeof left === 'object' && left !== null) return Object.hasOwn(left, toText(right));
  return toText(left).includes(toText(right));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function describe({ left, operator, right }: Condition): string {
  return right === undefined ? `${brief(left)} ${operator}` : `${brief(left)} ${operator} ${brief(right)}`;
}

function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
