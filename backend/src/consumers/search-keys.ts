import type { SearchKey } from '../contract/index.js';
import { valueAt } from '../connectors/pointer.js';

/** A value that a run can be found by. */
export interface RunKey {
  name: string;
  value: string;
}

/** Longer texts are not what anybody looks for. */
const MOST_CHARACTERS = 200;

/**
 * The values that a run can be found by: short texts, numbers and booleans, all as texts. What is not there, or is
 * anything else, is left out.
 *
 * @param trigger the output of the run's trigger
 */
export function findKeys(searchKeys: readonly SearchKey[], trigger: unknown): RunKey[] {
  return searchKeys.flatMap(({ name, pointer }) => {
    const value = toText(valueAt(trigger, toPath(pointer)));
    return value === undefined ? [] : [{ name, value }];
  });
}

function toPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const isKept =
    typeof value === 'string' && value.length <= MOST_CHARACTERS && !/\p{Cs}/u.test(value) && !value.includes('\0');
  return isKept ? value : undefined;
}
