import { describe, expect, it } from 'vitest';
import { nextRest, stoppedUntil, type Look } from './schedule-watch.js';

const now = new Date('2026-01-01T12:00:00Z');
const look = (seenAgo: number | null): Look => ({ dueIn: -1, seenAgo, now });
const before = (ago: number): Look => ({ dueIn: 5, seenAgo: 0, now: new Date(now.getTime() - ago) });

describe(stoppedUntil.name, () => {
  it('is a stop when a process starts and nobody is there', () => {
    expect(stoppedUntil(look(null), undefined)).toEqual(now);
    expect(stoppedUntil(look(60_000), undefined)).toEqual(now);
  });

  it('is none when a process starts among others, or right after one that died', () => {
    expect(stoppedUntil(look(300), undefined)).toBeUndefined();
    expect(stoppedUntil(look(2000), undefined)).toBeUndefined();
  });

  it('is none while a process that looks is only slow, or had nothing to note', () => {
    expect(stoppedUntil(look(8000), before(8000))).toBeUndefined();
    expect(stoppedUntil(look(3_600_000), before(1000))).toBeUndefined();
    expect(stoppedUntil(look(null), before(1000))).toBeUndefined();
  });

  it('is one when all were away for long, as when the database was', () => {
    expect(stoppedUntil(look(60_000), before(60_000))).toEqual(now);
    expect(stoppedUntil(look(500), before(60_000))).toBeUndefined();
  });
});

describe(nextRest.name, () => {
  it('lasts until the next schedule is due, a second at most, and never no time at all', () => {
    expect([nextRest(null), nextRest(90_000), nextRest(250.2), nextRest(3), nextRest(-500)]).toEqual([
      1000, 1000, 252, 20, 20,
    ]);
  });
});
