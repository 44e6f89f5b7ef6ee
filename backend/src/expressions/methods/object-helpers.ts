import { defineOwn, nameOfType, readOwn } from '../values.js';
import { type Call, type Method, plainMethods } from './call.js';

/** `Object.keys` and its kin, which see own properties only. */
export const OBJECT_HELPERS: [string, Method<undefined>][] = plainMethods<undefined>({
  'Object.keys': (call) => keysOf(call),
  'Object.values': (call) => keysOf(call).map((key) => readOwn(call.args[0], key)),
  'Object.entries': (call) => keysOf(call).map((key) => [key, readOwn(call.args[0], key)]),
  'Object.hasOwn': (call) => {
    const [target] = call.args;
    call.evaluation.spendText(call.text(1));
    return typeof target === 'object' && target !== null && Object.hasOwn(target, call.text(1));
  },
  'Object.fromEntries': (call) => {
    const [entries] = call.args;
    if (!Array.isArray(entries)) throw new TypeError(`Object.fromEntries takes a list, not ${nameOfType(entries)}.`);
    call.evaluation.reserveItems(entries.length);
    const target = {};
    for (const entry of entries as unknown[]) {
      if (!Array.isArray(entry)) throw new TypeError('Object.fromEntries takes a list of [key, value].');
      const key = String(typeof entry[0] === 'object' ? nameOfType(entry[0]) : entry[0]);
      defineOwn(target, key, entry[1]);
    }
    return target;
  },
});

function keysOf({ args: [target], evaluation }: Call<undefined>): string[] {
  if (target == null) throw new TypeError(`${nameOfType(target)} has no keys.`);
  if (typeof target !== 'object') return [];
  const keys = Object.keys(target);
  evaluation.reserveItems(keys.length);
  return keys;
}
