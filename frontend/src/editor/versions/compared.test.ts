import { describe, expect, it } from 'vitest';
import { changesOf, formatCompared, parseCompared, usualCompared } from './compared';

const checkpoint = '0197a2b4-0000-7000-8000-000000000001';

describe(parseCompared.name, () => {
  it('reads versions, the draft and checkpoints, and writes them back', () => {
    expect(parseCompared('3..5')).toEqual({ from: 3, to: 5 });
    expect(parseCompared('3..draft')).toEqual({ from: 3, to: 'draft' });
    const kept = parseCompared(`${checkpoint}..draft`);
    expect(kept).toEqual({ from: checkpoint, to: 'draft' });
    expect(kept && formatCompared(kept)).toBe(`${checkpoint}..draft`);
  });

  it.each([undefined, '', '3', '3..', '..5', '0..1', 'a..b', '1..2..3'])('takes %s for nothing', (text) => {
    expect(parseCompared(text)).toBeUndefined();
  });
});

describe(usualCompared.name, () => {
  it('begins with what is published, else with the latest', () => {
    const versions = [
      { version: 3, current: false },
      { version: 2, current: true },
    ];
    expect(usualCompared(versions)).toEqual({ from: 2, to: 'draft' });
    expect(usualCompared(versions.slice(0, 1))).toEqual({ from: 3, to: 'draft' });
    expect(usualCompared([])).toBeUndefined();
  });
});

describe(changesOf.name, () => {
  it('sets a version beside the one before it', () => {
    const versions = [{ version: 4 }, { version: 2 }, { version: 1 }];
    expect(changesOf(4, versions)).toEqual({ from: 2, to: 4 });
    expect(changesOf(1, versions)).toEqual({ from: 1, to: 'draft' });
  });
});
