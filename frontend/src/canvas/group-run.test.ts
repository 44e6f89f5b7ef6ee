import { describe, expect, it } from 'vitest';
import { groupRun } from './group-run';

describe(groupRun.name, () => {
  it('is nothing before a run', () => expect(groupRun(['a'], {})).toBeUndefined());

  it('tells the worst state, how many are over and why one failed', () => {
    const runs = {
      a: { status: 'succeeded' },
      b: { status: 'failed', error: 'Refused' },
      x: { status: 'running' },
    } as const;
    expect(groupRun(['a', 'b', 'c'], runs)).toEqual({
      status: 'failed',
      error: 'Refused',
      counts: { total: 3, over: 2, failed: 1 },
    });
  });
});
