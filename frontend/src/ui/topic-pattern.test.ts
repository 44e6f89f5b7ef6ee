import { describe, expect, it } from 'vitest';
import { matchesTopic } from './topic-pattern';

describe(matchesTopic.name, () => {
  it('takes * for one segment and a last > for the rest', () => {
    expect(matchesTopic('order.created', 'order.created')).toBe(true);
    expect(matchesTopic('order.*', 'order.created')).toBe(true);
    expect(matchesTopic('order.*', 'order.created.eu')).toBe(false);
    expect(matchesTopic('order.>', 'order.created.eu')).toBe(true);
    expect(matchesTopic('order.>', 'order')).toBe(false);
    expect(matchesTopic('>', 'anything.at.all')).toBe(true);
  });
});
