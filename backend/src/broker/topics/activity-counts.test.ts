import { describe, expect, it } from 'vitest';
import { ActivityCounts } from './activity-counts.js';

const NOON = Date.UTC(2026, 0, 2, 12);

describe(ActivityCounts.name, () => {
  it('counts by topic and source since it was asked last', () => {
    const counts = new ActivityCounts();
    for (const source of ['/a', '/b', '/a']) counts.add('order.created', source);
    counts.add('order.paid', '/a');
    expect(counts.take(NOON)).toEqual([
      { type: 'order.created', source: '/a', events: 2 },
      { type: 'order.created', source: '/b', events: 1 },
      { type: 'order.paid', source: '/a', events: 1 },
    ]);
    counts.add('order.created', '/b');
    expect(counts.take(NOON + 1000)).toEqual([{ type: 'order.created', source: '/b', events: 1 }]);
    expect(counts.take(NOON + 2000)).toEqual([]);
  });

  it('counts a hundred sources of a topic by name, also over several questions, until the minute is over', () => {
    const counts = new ActivityCounts();
    counts.take(NOON);
    for (let device = 0; device < 150; device += 1) counts.add('measured', `/device/${device}`);
    const first = counts.take(NOON + 1000);
    expect(first).toHaveLength(101);
    expect(first.at(-1)).toEqual({ type: 'measured', source: '', events: 50 });
    counts.add('measured', '/device/149');
    counts.add('measured', '/device/1');
    expect(counts.take(NOON + 60_000)).toEqual([
      { type: 'measured', source: '/device/1', events: 1 },
      { type: 'measured', source: '', events: 1 },
    ]);
    counts.add('measured', '/device/149');
    expect(counts.take(NOON + 61_000)).toEqual([{ type: 'measured', source: '/device/149', events: 1 }]);
  });

  it('cuts long names', () => {
    const counts = new ActivityCounts();
    counts.add('a', 'x'.repeat(1000));
    expect(counts.take(NOON)).toEqual([{ type: 'a', source: 'x'.repeat(200), events: 1 }]);
  });
});
