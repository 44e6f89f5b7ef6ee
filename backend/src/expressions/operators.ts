import { ExpressionError } from './expression-error.js';
import { isPlain, isUserFunction, toKey, toPrimitive } from './values.js';

type Binary = (left: unknown, right: unknown) => unknown;

const number = (value: unknown): number => Number(toPrimitive(value));

/** Compares as JavaScript does after both sides have become texts, numbers or nothing. */
function ordered(compare: (left: string | number, right: string | number) => boolean): Binary {
  return (left, right) => {
    const a = toPrimitive(left);
    const b = toPrimitive(right);
    if (typeof a === 'string' && typeof b === 'string') return compare(a, b);
    return compare(a === undefined ? Number.NaN : Number(a), b === undefined ? Number.NaN : Number(b));
  };
}

/** Objects are the same only if they are one and the same; dates if they are the same moment. */
function isSame(left: unknown, right: unknown): boolean {
  return left instanceof Date && right instanceof Date ? left.getTime() === right.getTime() : left === right;
}

/** `==` of JavaScript for values that are no objects, so that it never calls what data brought along. */
function isLooselySame(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined)
    return (left ?? null) === (right ?? null);
  if (typeof left === typeof right || typeof left === 'object' || typeof right === 'object') return isSame(left, right);
  return number(left) === number(right);
}

function hasKey(key: unknown, target: unknown): boolean {
  if (isPlain(target) || Array.isArray(target)) return Object.hasOwn(target, toKey(key));
  throw new ExpressionError('EXPR_FAILED', '`in` needs an object on its right');
}

const BINARY: Readonly<Record<string, Binary>> = {
  '-': (left, right) => number(left) - number(right),
  '*': (left, right) => number(left) * number(right),
  '/': (left, right) => number(left) / number(right),
  '%': (left, right) => number(left) % number(right),
  '**': (left, right) => number(left) ** number(right),
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  '===': isSame,
  '!==': (left, right) => !isSame(left, right),
  '==': isLooselySame,
  '!=': (left, right) => !isLooselySame(left, right),
  '&': (left, right) => number(left) & number(right),
  '|': (left, right) => number(left) | number(right),
  '^': (left, right) => number(left) ^ number(right),
  '<<': (left, right) => number(left) << number(right),
  '>>': (left, right) => number(left) >> number(right),
  '>>>': (left, right) => number(left) >>> number(right),
  in: hasKey,
};

/** What a binary operator does; `+` is not among them, it needs the meter. */
export function binaryOperator(operator: string): Binary | undefined {
  return Object.hasOwn(BINARY, operator) ? BINARY[operator] : undefined;
}

const UNARY: Readonly<Record<string, (value: unknown) => unknown>> = {
  '!': (value) => !value,
  '-': (value) => -number(value),
  '+': (value) => number(value),
  '~': (value) => ~number(value),
  typeof: (value) => (isUserFunction(value) ? 'function' : typeof value),
};

/** What a unary operator does, if it is part of the language. */
export function unaryOperator(operator: string): ((value: unknown) => unknown) | undefined {
  return Object.hasOwn(UNARY, operator) ? UNARY[operator] : undefined;
}
