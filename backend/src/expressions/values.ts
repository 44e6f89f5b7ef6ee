import { ExpressionError } from './expression-error.js';
import type { Meter } from './meter.js';

/** A function that an arrow of the expression became; nothing else that can be called is ever a value. */
export type UserFunction = (...args: unknown[]) => unknown;

export function isUserFunction(value: unknown): value is UserFunction {
  return typeof value === 'function';
}

/** Whether a value is an object that came of data or of an object literal: neither an array nor a date. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/**
 * Reads a property: own ones only, so that nothing of JavaScript itself can be reached, whatever data call their keys.
 *
 * @throws ExpressionError for null and undefined
 */
export function readMember(target: unknown, key: unknown): unknown {
  if (target === null || target === undefined)
    throw new ExpressionError('EXPR_FAILED', `cannot read "${toKey(key)}" of ${target}`);
  if (typeof target === 'string' || Array.isArray(target)) return readIndexed(target, key);
  if (!isPlain(target)) return undefined;
  const name = toKey(key);
  return Object.hasOwn(target, name) ? target[name] : undefined;
}

function readIndexed(target: string | unknown[], key: unknown): unknown {
  if (key === 'length') return target.length;
  const index = typeof key === 'number' ? key : Number(toKey(key));
  return Number.isInteger(index) && index >= 0 ? target[index] : undefined;
}

export function toKey(key: unknown): string {
  return typeof key === 'string' ? key : toText(key);
}

/** Writes a property of an object that the expression itself makes. */
export function writeOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') throw new ExpressionError('KEY_FORBIDDEN', 'the key `__proto__` is not allowed');
  target[key] = value;
}

/** A value as part of a text: objects as JSON, nothing for null and undefined. Never calls what data brought along. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  if (isUserFunction(value)) throw new ExpressionError('EXPR_FAILED', 'a function is no value');
  return String(value as number | boolean);
}

/** A value as an operand of arithmetic and comparison. */
export function toPrimitive(value: unknown): string | number | boolean | null | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (isUserFunction(value)) throw new ExpressionError('EXPR_FAILED', 'a function is no value');
  return value as string | number | boolean | null | undefined;
}

/** Adds as JavaScript does: a text on either side makes a text. */
export function add(left: unknown, right: unknown, meter: Meter): unknown {
  const isText =
    typeof left === 'string' || typeof right === 'string' || typeof left === 'object' || typeof right === 'object';
  if (isText && left !== null && right !== null) return meter.text(toText(left) + toText(right));
  return (toPrimitive(left) as number) + (toPrimitive(right) as number);
}
