import { describe, expect, it } from 'vitest';
import { formatAbsolute } from '../ui/format';
import { readable } from './run-words';

describe(readable.name, () => {
  it('tells times by the clock of the reader', () => {
    const until = '2026-11-24T12:00:00.000Z';
    const reason = { type: 'timer', sentence: `“Pause” waits until ${until}.`, until } as const;
    expect(readable(reason)).toBe(`“Pause” waits until ${formatAbsolute(until)}.`);
  });

  it('shortens the ids of runs, as the links beside them are', () => {
    const id = '0190f3a0-0000-7000-8000-00000000abcd';
    const reason = { type: 'concurrency', sentence: `Waits for its turn (${id}).`, heldBy: [id] } as const;
    expect(readable({ ...reason, heldBy: [...reason.heldBy] })).toBe('Waits for its turn (0000abcd).');
  });
});
