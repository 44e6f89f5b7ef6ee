import type { BulkDeadLetters } from '@eventloom/backend/contract';
import type { DeadLetterFilter } from '../api/dead-letters';

/** What is chosen of a list: some by their ids, or all that match, also those that are not loaded. */
export type Choice = ReadonlySet<string> | 'all';

export const NOTHING_CHOSEN: Choice = new Set();

export function isChosen(choice: Choice, id: string): boolean {
  return choice === 'all' || choice.has(id);
}

/** Chooses one more or one less; taking one out of all leaves the others that are `shown`. */
export function toggle(choice: Choice, id: string, shown: readonly string[]): Choice {
  const ids = new Set(choice === 'all' ? shown : choice);
  if (!ids.delete(id)) ids.add(id);
  return ids;
}

/** Chooses all that are shown, or none if they are already. */
export function toggleShown(choice: Choice, shown: readonly string[]): Choice {
  const areAll = shown.every((id) => isChosen(choice, id));
  return areAll ? NOTHING_CHOSEN : new Set(shown);
}

/** The choice as the API takes it. */
export function bulkFilter(choice: Choice, filter: DeadLetterFilter): BulkDeadLetters['filter'] {
  if (choice !== 'all') return { ids: [...choice] };
  const { status: _open, ...rest } = filter;
  return rest;
}
