import { ExpressionError } from './expression-error.js';
import type { Meter } from './meter.js';
import { isPlain, toPrimitive, toText, writeOwn } from './values.js';

/** A function that an expression may call by name. */
export type Helper = (args: unknown[], meter: Meter) => unknown;

function table<Value>(entries: Record<string, Value>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}

const MATH_FUNCTIONS = [
  'abs',
  'acos',
  'asin',
  'atan',
  'atan2',
  'cbrt',
  'ceil',
  'cos',
  'exp',
  'floor',
  'hypot',
  'log',
  'log10',
  'log2',
  'max',
  'min',
  'pow',
  'round',
  'sign',
  'sin',
  'sqrt',
  'tan',
  'trunc',
] as const;

const number = (value: unknown): number => Number(toPrimitive(value));

const math = Object.fromEntries(
  MATH_FUNCTIONS.map((name): [string, Helper] => {
    const compute = Math[name] as (...values: number[]) => number;
    return [name, (args, meter) => (meter.count(args.length), compute(...args.map(number)))];
  }),
);

function object(value: unknown, meter: Meter): Record<string, unknown> | unknown[] {
  if (!isPlain(value) && !Array.isArray(value)) throw new ExpressionError('EXPR_FAILED', 'this helper needs an object');
  meter.count(Object.keys(value).length);
  return value;
}

function fromEntries(value: unknown, meter: Meter): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  if (!Array.isArray(value)) throw new ExpressionError('EXPR_FAILED', 'Object.fromEntries needs an array of pairs');
  meter.count(value.length);
  for (const pair of value as unknown[]) if (Array.isArray(pair)) writeOwn(made, toText(pair[0]), pair[1]);
  return made;
}

/** `Namespace.function(...)`. */
export const NAMESPACES: Readonly<Record<string, Readonly<Record<string, Helper>>>> = table({
  Math: table<Helper>({ ...math, random: () => Math.random() }),
  JSON: table<Helper>({
    parse: ([text]) => JSON.parse(toText(text)) as unknown,
    stringify: ([value, , indent], meter) =>
      meter.text(JSON.stringify(value ?? null, null, typeof indent === 'number' ? indent : undefined)),
  }),
  Object: table<Helper>({
    keys: ([value], meter) => Object.keys(object(value, meter)),
    values: ([value], meter) => Object.values(object(value, meter)),
    entries: ([value], meter) => Object.entries(object(value, meter)),
    fromEntries: ([value], meter) => fromEntries(value, meter),
  }),
  Number: table<Helper>({
    isFinite: ([value]) => Number.isFinite(value),
    isInteger: ([value]) => Number.isInteger(value),
    isNaN: ([value]) => Number.isNaN(value),
    parseFloat: ([text]) => Number.parseFloat(toText(text)),
    parseInt: ([text, radix]) => Number.parseInt(toText(text), radix === undefined ? 10 : number(radix)),
  }),
  String: table<Helper>({ fromCharCode: (args) => String.fromCharCode(...args.map(number)) }),
  Boolean: table<Helper>({}),
  Array: table<Helper>({ isArray: ([value]) => Array.isArray(value) }),
  Date: table<Helper>({
    now: () => Date.now(),
    parse: ([text]) => Date.parse(toText(text)),
    UTC: (args) => Date.UTC(...(args.map(number) as [number])),
  }),
});

/** `function(...)`. */
export const FUNCTIONS: Readonly<Record<string, Helper>> = table<Helper>({
  Number: ([value]) => (value === undefined ? 0 : number(value)),
  String: ([value]) => (value === undefined ? '' : value === null ? 'null' : toText(value)),
  Boolean: ([value]) => Boolean(value),
  parseFloat: ([text]) => Number.parseFloat(toText(text)),
  parseInt: ([text, radix]) => Number.parseInt(toText(text), radix === undefined ? 10 : number(radix)),
  isNaN: ([value]) => Number.isNaN(number(value)),
});

/** `Namespace.CONSTANT`. */
export const CONSTANTS: Readonly<Record<string, Readonly<Record<string, number>>>> = table({
  Math: table({ PI: Math.PI, E: Math.E, LN2: Math.LN2, LN10: Math.LN10, SQRT2: Math.SQRT2 }),
  Number: table({
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    EPSILON: Number.EPSILON,
  }),
});

/** `new Date(...)`: a moment of time; without arguments, now. */
export function makeDate(args: unknown[]): Date {
  if (args.length === 0) return new Date();
  if (args.length === 1) {
    const [value] = args;
    return new Date(value instanceof Date ? value.getTime() : typeof value === 'number' ? value : toText(value));
  }
  return new Date(Date.UTC(...(args.map(number) as [number, number])));
}
