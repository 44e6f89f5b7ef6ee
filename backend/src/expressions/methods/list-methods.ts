import { isStrictlyEqual } from '../equality.js';
import type { Evaluation } from '../evaluation.js';
import { toNumber, toText } from '../values.js';
import { type Call, functionMethods, type MethodTable, plainMethods } from './call.js';
import { LIST_HELPERS } from './list-helpers.js';

type List = readonly unknown[];

/** The methods of lists. None alters its list: what alters it in JavaScript (`sort`, `reverse`) gives a copy here. */
export const LIST_METHODS: MethodTable<List> = new Map([
  ...LIST_HELPERS,
  ...functionMethods<List>('function', {
    every: (call) => call.receiver.every(call.fn),
    filter: (call) => call.receiver.filter(call.fn),
    find: (call) => call.receiver.find(call.fn),
    findIndex: (call) => call.receiver.findIndex(call.fn),
    findLast: (call) => call.receiver.findLast(call.fn),
    findLastIndex: (call) => call.receiver.findLastIndex(call.fn),
    flatMap: (call) => flatten(call.receiver.map(call.fn), 1, call.evaluation),
    map: (call) => call.receiver.map(call.fn),
    reduce: (call) =>
      call.args.length > 1 ? call.receiver.reduce(call.fn, call.args[1]) : call.receiver.reduce(call.fn),
    reduceRight: (call) =>
      call.args.length > 1 ? call.receiver.reduceRight(call.fn, call.args[1]) : call.receiver.reduceRight(call.fn),
    some: (call) => call.receiver.some(call.fn),
  }),
  ...functionMethods<List>('maybe-function', { sort: sorted, toSorted: sorted }),
  ...plainMethods<List>({
    at: (call) => call.receiver.at(call.number(0)),
    concat: (call) => {
      const parts = call.args.map((part) => (Array.isArray(part) ? (part as List) : [part]));
      call.evaluation.reserveItems(parts.reduce((sum, part) => sum + part.length, call.receiver.length));
      return call.receiver.concat(...parts);
    },
    flat: (call) => flatten(call.receiver, Math.min(call.optionalNumber(0) ?? 1, 100), call.evaluation),
    includes: (call) => indexOf(call) >= 0 || (Number.isNaN(call.args[0]) && call.receiver.some(Number.isNaN)),
    indexOf,
    join: (call) => join(call.receiver, call.optionalText(0) ?? ',', call.evaluation),
    lastIndexOf: (call) => {
      const { receiver, args, evaluation } = call;
      return receiver.findLastIndex((item) => same(item, args[0], evaluation));
    },
    reverse: copyReversed,
    slice: (call) => {
      const part = call.receiver.slice(call.optionalNumber(0), call.optionalNumber(1));
      call.evaluation.reserveItems(part.length);
      return part;
    },
    toReversed: copyReversed,
    toString: (call: Call<List>) => toText(call.receiver, call.evaluation),
    with: (call) => {
      call.evaluation.reserveItems(call.receiver.length);
      return call.receiver.with(call.number(0), call.args[1]);
    },
  }),
]);

function copyReversed({ receiver, evaluation }: Call<List>): List {
  evaluation.reserveItems(receiver.length);
  return receiver.toReversed();
}

function same(item: unknown, wanted: unknown, evaluation: Evaluation): boolean {
  evaluation.spend(1);
  return isStrictlyEqual(item, wanted, evaluation);
}

function indexOf({ receiver, args, evaluation }: Call<List>): number {
  return receiver.findIndex((item) => same(item, args[0], evaluation));
}

function join(list: List, separator: string, evaluation: Evaluation): string {
  evaluation.spend(list.length / 4);
  let text = '';
  for (const [index, item] of list.entries()) {
    if (index > 0) text = evaluation.join(text, separator);
    text = evaluation.join(text, item == null ? '' : toText(item, evaluation));
  }
  return text;
}

function flatten(list: List, depth: number, evaluation: Evaluation): unknown[] {
  const flat: unknown[] = [];
  const add = (part: List, left: number): void => {
    for (const item of part) {
      evaluation.spend(1);
      if (left >= 1 && Array.isArray(item)) add(item, left - 1);
      else flat.push(item);
    }
  };
  add(list, depth);
  evaluation.reserveItems(flat.length);
  return flat;
}

/** In the order that a function tells, else as JavaScript has it: as texts, with `undefined` last. */
function sorted({ receiver, callback, evaluation }: Call<List>): unknown[] {
  evaluation.reserveItems(receiver.length);
  if (callback) return receiver.toSorted((left, right) => toNumber(callback(left, right), evaluation));
  const texts = new Map(receiver.map((item) => [item, toText(item, evaluation)]));
  return receiver.toSorted((left, right) => compareTexts(texts.get(left) ?? '', texts.get(right) ?? '', evaluation));
}

function compareTexts(left: string, right: string, evaluation: Evaluation): number {
  evaluation.spend(1 + Math.min(left.length, right.length) / 64);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
