import { describe, expect, it } from 'vitest';
import { describeChanges } from './compare-graphs';
import { graphOf, link, step } from './graph-fixtures';

describe(describeChanges.name, () => {
  it('says in words what is different', () => {
    const from = graphOf([step('a'), step('b'), step('c', { position: { x: 0, y: 0 } })], [link('a', 'b')]);
    const to = graphOf([step('a', { params: { x: 1 } }), step('c', { position: { x: 8, y: 0 } }), step('d')]);
    expect(describeChanges(from, to)).toBe(
      '1 step added, 1 step removed, 1 step changed, 1 step moved, 1 connection changed',
    );
    expect(describeChanges(from, structuredClone(from))).toBe('no difference on the canvas');
  });
});
