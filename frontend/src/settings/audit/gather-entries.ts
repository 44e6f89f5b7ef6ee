import type { AuditEntry } from '@eventloom/backend/contract';

/** The same thing, done by the same actor again and again with nothing in between. */
export interface Gathered {
  /** The latest. */
  entry: AuditEntry;
  count: number;
}

/** Puts entries together that differ in nothing but their time, as a draft is saved with every stroke. */
export function gatherEntries(entries: readonly AuditEntry[]): Gathered[] {
  const gathered: Gathered[] = [];
  for (const entry of entries) {
    const last = gathered.at(-1);
    if (last && isAgain(last.entry, entry)) last.count += 1;
    else gathered.push({ entry, count: 1 });
  }
  return gathered;
}

function isAgain(later: AuditEntry, { actor, action, target, ip }: AuditEntry): boolean {
  return (
    later.action === action &&
    later.ip === ip &&
    later.actor.id === actor.id &&
    later.actor.name === actor.name &&
    later.target.id === target.id &&
    later.target.part === target.part
  );
}
