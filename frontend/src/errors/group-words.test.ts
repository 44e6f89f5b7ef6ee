import { describe, expect, it } from 'vitest';
import { firstLine, stateText, versionsText } from './group-words';

describe(versionsText.name, () => {
  it('names few, and of many the last ones', () => {
    expect(versionsText([2])).toBe('@2');
    expect(versionsText([1, 2, 4])).toBe('@1, @2, @4');
    expect(versionsText([1, 2, 4, 5, 9])).toBe('@4, @5, @9 and 2 before');
  });
});

describe(stateText.name, () => {
  it('tells what is resolved, and what came back', () => {
    expect(stateText({ status: 'open', regressedAt: null })).toBeUndefined();
    expect(stateText({ status: 'open', regressedAt: '2026-01-02T03:04:05.678Z' })).toBe('regressed');
    expect(stateText({ status: 'resolved', regressedAt: '2026-01-02T03:04:05.678Z' })).toBe('resolved');
  });
});

describe(firstLine.name, () => {
  it('is never empty', () => {
    expect(firstLine('\n one\ntwo')).toBe('one');
    expect(firstLine(' ')).toBe('It failed without a message');
  });
});
