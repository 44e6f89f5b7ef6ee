import { describe, expect, it } from 'vitest';
import { describeTiming } from './describe-timing.js';

describe(describeTiming.name, () => {
  it('says an expression in words, or nothing where there are none for it', () => {
    const words = (cron: string) => describeTiming({ cron, timezone: 'UTC' });
    expect(words('*/5 * * * *')).toBe('Every 5 minutes');
    expect(words('30 2,14 * * 1-5')).toBe('At 02:30 and 14:30, Monday through Friday');
    expect(words('0 12 1 * +MON')).toBeUndefined();
  });

  it('says an interval in its largest unit', () => {
    const words = (everyMs: number) => describeTiming({ everyMs, anchor: new Date() });
    expect([1000, 1500, 90_000, 120_000, 3_600_000, 172_800_000].map(words)).toEqual([
      'Every second',
      'Every 1.5 seconds',
      'Every 90 seconds',
      'Every 2 minutes',
      'Every hour',
      'Every 2 days',
    ]);
  });
});
