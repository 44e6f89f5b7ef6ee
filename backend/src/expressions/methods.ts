import { ExpressionError } from './expression-error.js';
import type { Meter } from './meter.js';
import { isUserFunction, toText, type UserFunction } from './values.js';

/** A method: it gets its receiver and arguments that are values of the expression, never anything of the host. */
export type Method<Receiver> = (receiver: Receiver, args: unknown[], meter: Meter) => unknown;

type Methods<Receiver> = Readonly<Record<string, Method<Receiver>>>;

function table<Receiver>(methods: Record<string, Method<Receiver>>): Methods<Receiver> {
  return Object.assign(Object.create(null) as Record<string, Method<Receiver>>, methods);
}

const num = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));
const whole = (value: unknown): number => Math.trunc(Number(value)) || 0;

function callback(value: unknown): UserFunction {
  if (!isUserFunction(value)) throw new ExpressionError('EXPR_FAILED', 'this method needs an arrow function');
  return value;
}

function pad(receiver: string, args: unknown[], meter: Meter, side: 'padStart' | 'padEnd'): string {
  meter.reserve(whole(args[0]));
  return receiver[side](whole(args[0]), args[1] === undefined ? ' ' : toText(args[1]));
}

function replaced(parts: string[], replacement: string, meter: Meter): string {
  meter.reserve(parts.reduce((sum, part) => sum + part.length, 0) + (parts.length - 1) * replacement.length);
  return parts.join(replacement);
}

function replaceFirst(receiver: string, [search, replacement]: unknown[], meter: Meter): string {
  const at = receiver.indexOf(toText(search));
  if (at === -1) return receiver;
  return meter.text(receiver.slice(0, at) + toText(replacement) + receiver.slice(at + toText(search).length));
}

export const STRING_METHODS = table<string>({
  at: (receiver, [index]) => receiver.at(whole(index)),
  charAt: (receiver, [index]) => receiver.charAt(whole(index)),
  charCodeAt: (receiver, [index]) => receiver.charCodeAt(whole(index)),
  codePointAt: (receiver, [index]) => receiver.codePointAt(whole(index)),
  concat: (receiver, args, meter) => meter.text(receiver + args.map(toText).join('')),
  endsWith: (receiver, [search]) => receiver.endsWith(toText(search)),
  includes: (receiver, [search]) => receiver.includes(toText(search)),
  indexOf: (receiver, [search, from]) => receiver.indexOf(toText(search), num(from)),
  lastIndexOf: (receiver, [search]) => receiver.lastIndexOf(toText(search)),
  localeCompare: (receiver, [other]) => receiver.localeCompare(toText(other), 'en'),
  normalize: (receiver) => receiver.normalize(),
  padEnd: (receiver, args, meter) => pad(receiver, args, meter, 'padEnd'),
  padStart: (receiver, args, meter) => pad(receiver, args, meter, 'padStart'),
  repeat: (receiver, [times], meter) => {
    const count = Math.max(0, whole(times));
    meter.reserve(receiver.length * count);
    return receiver.repeat(count);
  },
  replace: replaceFirst,
  replaceAll: (receiver, [search, replacement], meter) =>
    replaced(receiver.split(toText(search)), toText(replacement), meter),
  slice: (receiver, [from, to]) => receiver.slice(num(from), num(to)),
  split: (receiver, [separator, limit], meter) => {
    const parts = separator === undefined ? [receiver] : receiver.split(toText(separator), num(limit));
    meter.count(parts.length);
    return parts;
  },
  startsWith: (receiver, [search]) => receiver.startsWith(toText(search)),
  substring: (receiver, [from, to]) => receiver.substring(whole(from), num(to)),
  toLowerCase: (receiver) => receiver.toLowerCase(),
  toString: (receiver: string) => receiver,
  toUpperCase: (receiver) => receiver.toUpperCase(),
  trim: (receiver) => receiver.trim(),
  trimEnd: (receiver) => receiver.trimEnd(),
  trimStart: (receiver) => receiver.trimStart(),
});

/** Methods that call back count each turn by the arrow itself; the others count the elements that they touch. */
export const ARRAY_METHODS = table<unknown[]>({
  at: (receiver, [index]) => receiver.at(whole(index)),
  concat: (receiver, args, meter) => counted(receiver.concat(...args), meter),
  every: (receiver, [test]) => receiver.every(callback(test)),
  filter: (receiver, [test]) => receiver.filter(callback(test)),
  find: (receiver, [test]) => receiver.find(callback(test)),
  findIndex: (receiver, [test]) => receiver.findIndex(callback(test)),
  findLast: (receiver, [test]) => receiver.findLast(callback(test)),
  findLastIndex: (receiver, [test]) => receiver.findLastIndex(callback(test)),
  flat: (receiver, [depth], meter) =>
    counted(receiver.flat(depth === undefined ? 1 : Math.min(whole(depth), 64)), meter),
  flatMap: (receiver, [map], meter) => counted(receiver.flatMap(callback(map)), meter),
  includes: (receiver, [item], meter) => counted(receiver, meter).includes(item),
  indexOf: (receiver, [item], meter) => counted(receiver, meter).indexOf(item),
  join: (receiver, [separator], meter) =>
    replaced(counted(receiver, meter).map(toText), separator === undefined ? ',' : toText(separator), meter),
  lastIndexOf: (receiver, [item], meter) => counted(receiver, meter).lastIndexOf(item),
  map: (receiver, [map]) => receiver.map(callback(map)),
  reduce: (receiver, args) =>
    args.length > 1 ? receiver.reduce(callback(args[0]), args[1]) : receiver.reduce(callback(args[0])),
  reduceRight: (receiver, args) =>
    args.length > 1 ? receiver.reduceRight(callback(args[0]), args[1]) : receiver.reduceRight(callback(args[0])),
  reverse: (receiver, _args, meter) => counted(receiver, meter).toReversed(),
  slice: (receiver, [from, to], meter) => counted(receiver.slice(num(from), num(to)), meter),
  some: (receiver, [test]) => receiver.some(callback(test)),
  sort: (receiver, [order], meter) => sorted(counted(receiver, meter), order),
  toReversed: (receiver, _args, meter) => counted(receiver, meter).toReversed(),
  toSorted: (receiver, [order], meter) => sorted(counted(receiver, meter), order),
});

function counted(items: unknown[], meter: Meter): unknown[] {
  meter.count(items.length);
  return items;
}

/** A copy in order: the array may be somebody else's output. */
function sorted(items: unknown[], order: unknown): unknown[] {
  if (order !== undefined) {
    const compare = callback(order);
    return items.toSorted((a, b) => Number(compare(a, b)));
  }
  return items.toSorted((a, b) => (toText(a) < toText(b) ? -1 : toText(a) > toText(b) ? 1 : 0));
}

export const NUMBER_METHODS = table<number>({
  toExponential: (receiver, [digits]) => receiver.toExponential(num(digits)),
  toFixed: (receiver, [digits]) => receiver.toFixed(whole(digits)),
  toLocaleString: (receiver: number) => receiver.toLocaleString('en-US'),
  toPrecision: (receiver, [digits]) => receiver.toPrecision(num(digits)),
  toString: (receiver: number, [radix]: unknown[]) => receiver.toString(num(radix)),
});

const DATE_METHOD_NAMES = [
  'getDate',
  'getDay',
  'getFullYear',
  'getHours',
  'getMilliseconds',
  'getMinutes',
  'getMonth',
  'getSeconds',
  'getTime',
  'getUTCDate',
  'getUTCDay',
  'getUTCFullYear',
  'getUTCHours',
  'getUTCMilliseconds',
  'getUTCMinutes',
  'getUTCMonth',
  'getUTCSeconds',
  'toISOString',
  'toJSON',
  'valueOf',
] as const;

export const DATE_METHODS = table<Date>(
  Object.fromEntries(DATE_METHOD_NAMES.map((name) => [name, (receiver: Date) => receiver[name]()])),
);
