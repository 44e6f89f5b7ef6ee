import { createHash } from 'node:crypto';
import type { CompiledTemplate } from '../expressions/compile-template.js';
import type { Scope } from '../expressions/scope.js';

/** A longer key is cut, and told from others by its hash. */
const MAX_KEY = 200;

/** A key that cannot be evaluated is that of no key: the event stands with the others of its kind and is never refused. */
export function keyOf(template: CompiledTemplate, scope: Scope): string {
  try {
    return toKey(template.evaluate(scope));
  } catch {
    return '';
  }
}

/** Text as the database can store and index it. */
function toKey(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const clean = Buffer.from(text.replaceAll('\0', '')).toString();
  if (clean.length <= MAX_KEY) return clean;
  return `${Buffer.from(clean.slice(0, MAX_KEY - 44)).toString()}…${createHash('sha256').update(clean).digest('base64url')}`;
}
