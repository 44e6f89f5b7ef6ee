import { ExpressionError } from './expression-error.js';
import type { Meter } from './meter.js';
import { ARRAY_METHODS, DATE_METHODS, NUMBER_METHODS, STRING_METHODS } from './methods.js';
import { isPlain, isUserFunction } from './values.js';

/**
 * Calls a method that is listed for the type of its receiver, or an arrow function that the expression itself put into an
 * object. There is no other way to call anything.
 *
 * @param isOptional `a.b?.()`: undefined instead of an error if there is no such method
 * @throws ExpressionError
 */
export function callMethod(target: unknown, name: string, args: unknown[], meter: Meter, isOptional: boolean): unknown {
  if (typeof target === 'string' && name in STRING_METHODS) return STRING_METHODS[name]?.(target, args, meter);
  if (Array.isArray(target) && name in ARRAY_METHODS) return ARRAY_METHODS[name]?.(target as unknown[], args, meter);
  if (typeof target === 'number' && name in NUMBER_METHODS) return NUMBER_METHODS[name]?.(target, args, meter);
  if (target instanceof Date && name in DATE_METHODS) return DATE_METHODS[name]?.(target, args, meter);
  if (typeof target === 'boolean' && name === 'toString') return String(target);
  if (isPlain(target) && Object.hasOwn(target, name)) {
    const own = target[name];
    if (isUserFunction(own)) return own(...args);
  }
  if (isOptional) return undefined;
  if (target === null || target === undefined)
    throw new ExpressionError('EXPR_FAILED', `cannot call "${name}" of ${target}`);
  throw new ExpressionError('EXPR_FAILED', `there is no method "${name}" for ${describeType(target)}`);
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
