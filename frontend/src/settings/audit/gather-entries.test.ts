import type { AuditEntry } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { gatherEntries } from './gather-entries';

function entry(id: number, change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: String(id),
    at: `2026-11-25T10:00:${String(id).padStart(2, '0')}.000Z`,
    actor: { kind: 'user', id: 'ada', name: 'Ada' },
    action: 'workflow.changed',
    target: { type: 'workflow', id: 'w1', name: 'Orders', part: null },
    requestId: `r${id}`,
    ip: '127.0.0.1',
    ...change,
  };
}

const idsOf = (entries: readonly AuditEntry[]) =>
  gatherEntries(entries).map(({ entry: { id }, count }) => `${id} x${count}`);

describe(gatherEntries.name, () => {
  it('shows the latest of what was done again and again, and how often', () => {
    expect(idsOf([entry(9), entry(8), entry(7)])).toEqual(['9 x3']);
  });

  it('keeps apart what was done by others, to other things, from elsewhere, or with something in between', () => {
    const others: Partial<AuditEntry>[] = [
      { actor: { kind: 'user', id: 'max', name: 'Max' } },
      { action: 'workflow.published' },
      { target: { type: 'workflow', id: 'w2', name: 'Refunds', part: null } },
      { target: { type: 'workflow', id: 'w1', name: 'Orders', part: 'version 3' } },
      { ip: '10.0.0.7' },
    ];
    for (const other of others) expect(idsOf([entry(9), entry(8, other), entry(7)])).toEqual(['9 x1', '8 x1', '7 x1']);
  });
});
