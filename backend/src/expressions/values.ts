import type { Evaluation } from './evaluation.js';

/** What a value is called in messages. */
export function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'object':
      return 'an object';
    case 'string':
      return 'a text';
    default:
      return `a ${typeof value}`;
  }
}

/**
 * The own property of a value, never an inherited one: neither `constructor` nor any method can be reached.
 * The value must be neither null nor undefined.
 */
export function readOwn(target: unknown, key: string | number): unknown {
  if (typeof target === 'object') return Object.hasOwn(target as object, key) ? (target as Values)[key] : undefined;
  if (typeof target !== 'string') return undefined;
  return key === 'length' || isIndex(key) ? (target as unknown as Values)[key] : undefined;
}

type Values = Record<string | number, unknown>;

function isIndex(key: string | number): boolean {
  return typeof key === 'number' || /^\d{1,10}$/.test(key);
}

/** Sets an own property, whatever its name is: assigning to `__proto__` would do something else. */
export function defineOwn(target: object, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}

/** As `String(value)`, but objects and lists are written as JSON and dates as ISO 8601. */
export function toText(value: unknown, evaluation: Evaluation): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return dateText(value);
  evaluation.measure(value);
  const json = JSON.stringify(value);
  evaluation.reserveText(json.length);
  return json;
}

/** A value as part of a text: objects as JSON, nothing for null and undefined. */
export function toPlainText(value: unknown): string {
  if (value == null) return '';
  if (value instanceof Date) return dateText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As `Number(value)`; a date is its milliseconds, a list or an object is not a number. */
export function toNumber(value: unknown, evaluation: Evaluation): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    evaluation.spendText(value);
    return Number(value);
  }
  if (value instanceof Date) return value.getTime();
  return typeof value === 'object' && value !== null ? NaN : Number(value);
}

/** A date as ISO 8601, or `Invalid Date`. */
export function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}
