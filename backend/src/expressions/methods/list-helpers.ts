import type { Callback } from '../compile-context.js';
import type { Evaluation } from '../evaluation.js';
import { defineOwn, nameOfType, readOwn, toNumber, toText } from '../values.js';
import { type Call, functionMethods, type Method, plainMethods } from './call.js';

type List = readonly unknown[];

/** What lists can do here beyond JavaScript. Where a function is taken, the name of a field will do as well. */
export const LIST_HELPERS: [string, Method<List>][] = [
  ...functionMethods<List>('maybe-function', {
    average: (call) => {
      const numbers = numbersOf(call);
      return numbers.length === 0 ? null : total(numbers) / numbers.length;
    },
    groupBy: (call) => toObject(groups(call)),
    keyBy: (call) => toObject(new Map([...groups(call)].map(([key, items]) => [key, items.at(-1)]))),
    sortBy,
    sum: (call) => total(numbersOf(call)),
    uniqueBy: (call) => uniqueBy(call.receiver, selectorOf(call), call.evaluation),
  }),
  ...plainMethods<List>({
    chunk: ({ receiver, args: [size], evaluation }) => {
      if (typeof size !== 'number' || !Number.isInteger(size) || size < 1)
        throw new TypeError('The size of a part has to be a whole number from 1.');
      const count = Math.ceil(receiver.length / size);
      evaluation.reserveItems(receiver.length);
      evaluation.spend(8 * count);
      return Array.from({ length: count }, (_, index) => receiver.slice(index * size, (index + 1) * size));
    },
    unique: ({ receiver, evaluation }) => uniqueBy(receiver, (item) => item, evaluation),
  }),
];

/** The function that was given, or one that reads the field that was named. */
function selectorOf({ callback, args: [name], evaluation }: Call<List>): Callback {
  if (callback) return callback;
  if (typeof name !== 'string')
    throw new TypeError(
      `A function such as (item) => item.id or the name of a field is needed, not ${nameOfType(name)}.`,
    );
  return (item) => {
    evaluation.spend(1);
    return item == null ? undefined : readOwn(item, name);
  };
}

function groups(call: Call<List>): Map<string, unknown[]> {
  const { receiver, evaluation } = call;
  const select = selectorOf(call);
  evaluation.reserveItems(receiver.length);
  const found = new Map<string, unknown[]>();
  for (const [index, item] of receiver.entries()) {
    const key = toText(select(item, index, receiver), evaluation);
    evaluation.spendText(key);
    const group = found.get(key);
    if (group) group.push(item);
    else {
      evaluation.spend(4);
      found.set(key, [item]);
    }
  }
  return found;
}

function toObject(entries: ReadonlyMap<string, unknown>): object {
  const target = {};
  for (const [key, value] of entries) defineOwn(target, key, value);
  return target;
}

/** Keeps the first of those whose key is the same: objects and lists by what they hold, all else by value. */
function uniqueBy(list: List, select: Callback, evaluation: Evaluation): unknown[] {
  evaluation.reserveItems(list.length);
  const values = new Set<unknown>();
  const written = new Set<string>();
  return list.filter((item, index) => {
    evaluation.spend(1);
    const key = select(item, index, list);
    const isWritten = typeof key === 'object' && key !== null;
    const text = isWritten || typeof key === 'string' ? toText(key, evaluation) : '';
    evaluation.spendText(text);
    const seen: Set<unknown> = isWritten ? written : values;
    const mark = isWritten ? text : key;
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}

function numbersOf(call: Call<List>): number[] {
  const { receiver, evaluation } = call;
  evaluation.spend(receiver.length);
  const select: Callback = call.callback || call.has(0) ? selectorOf(call) : (item) => item;
  return receiver.map((item, index) => toNumber(select(item, index, receiver), evaluation));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** Numbers and dates by size, texts by their characters, numbers before texts, what is not there last. */
function sortBy(call: Call<List>): unknown[] {
  const { receiver, evaluation } = call;
  const direction = call.optionalText(1) ?? 'asc';
  if (direction !== 'asc' && direction !== 'desc') throw new TypeError('A list is sorted "asc" or "desc".');
  const select = selectorOf(call);
  evaluation.reserveItems(receiver.length);
  const keyed = receiver.map((item, index) => ({ item, key: sortKey(select(item, index, receiver), evaluation) }));
  const sign = direction === 'asc' ? 1 : -1;
  return keyed.sort((left, right) => compareKeys(left.key, right.key, sign, evaluation)).map(({ item }) => item);
}

function sortKey(value: unknown, evaluation: Evaluation): number | string | undefined {
  if (value == null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && !(value instanceof Date)) return toText(value, evaluation);
  const number = toNumber(value, evaluation);
  return Number.isNaN(number) ? undefined : number;
}

function compareKeys(
  left: number | string | undefined,
  right: typeof left,
  sign: number,
  evaluation: Evaluation,
): number {
  evaluation.spend(1);
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
  if (typeof left !== typeof right) return sign * (typeof left === 'number' ? -1 : 1);
  evaluation.spendText(String(left));
  return left === right ? 0 : left < right ? -sign : sign;
}
