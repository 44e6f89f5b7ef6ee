import { type Call, plainMethods, type Method, type MethodTable } from './call.js';
import { DATE_METHODS } from './date-methods.js';
import { LIST_METHODS } from './list-methods.js';
import { NUMBER_METHODS } from './number-methods.js';
import { TEXT_METHODS } from './text-methods.js';

export const BOOLEAN_METHODS: MethodTable<boolean> = new Map(
  plainMethods<boolean>({ toString: (call: Call<boolean>) => String(call.receiver) }),
);

const ALL_NAMES = new Set(
  [TEXT_METHODS, LIST_METHODS, NUMBER_METHODS, DATE_METHODS, BOOLEAN_METHODS].flatMap((table) => [...table.keys()]),
);

/** Whether a value of any type has a method of this name. */
export function isMethodName(name: string): boolean {
  return ALL_NAMES.has(name);
}

/** The method of a value; objects have none. */
export function findMethod(target: unknown, name: string): Method<unknown> | undefined {
  return tableOf(target)?.get(name) as Method<unknown> | undefined;
}

function tableOf(target: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(target)) return LIST_METHODS;
  if (target instanceof Date) return DATE_METHODS;
  switch (typeof target) {
    case 'string':
      return TEXT_METHODS;
    case 'number':
      return NUMBER_METHODS;
    case 'boolean':
      return BOOLEAN_METHODS;
    default:
      return undefined;
  }
}
