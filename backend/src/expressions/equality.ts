import type { Evaluation } from './evaluation.js';
import { toNumber } from './values.js';

/** `===` */
export function isStrictlyEqual(left: unknown, right: unknown, evaluation: Evaluation): boolean {
  if (typeof left === 'string' && typeof right === 'string' && left.length === right.length) evaluation.spendText(left);
  return left === right;
}

/** `==`, except that an object or a list equals nothing but itself: it is never turned into a text to compare it. */
export function isLooselyEqual(left: unknown, right: unknown, evaluation: Evaluation): boolean {
  if (left == null || right == null) return left == null && right == null;
  if (typeof left === typeof right) return isStrictlyEqual(left, right, evaluation);
  if (typeof left === 'object' || typeof right === 'object') return false;
  return toNumber(left, evaluation) === toNumber(right, evaluation);
}
