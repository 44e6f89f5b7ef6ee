import { describe, expect, it } from 'vitest';
import { firstOpen, inputRoots, inputRows } from './input-roots';

const scope = {
  trigger: { body: { total: 120 } },
  steps: { order: { id: 'o1' } },
  input: { id: 'o1' },
  now: new Date(0),
};
const upstream = [
  { id: 'order', label: 'Order' },
  { id: 'later', label: 'Not run yet' },
];

describe(inputRoots.name, () => {
  it('leaves out what is not known', () => {
    expect(inputRoots(scope, upstream).map(({ path }) => path)).toEqual(['input', 'steps.order', 'trigger', 'now']);
  });
});

describe(inputRows.name, () => {
  it('gives each row the path that an expression takes', () => {
    const roots = inputRoots(scope, upstream);
    expect(inputRows(roots, firstOpen(roots)).map((row) => [row.depth, row.path])).toEqual([
      [0, 'input'],
      [1, 'input.id'],
      [0, 'steps.order'],
      [1, 'steps.order.id'],
      [0, 'trigger'],
      [1, 'trigger.body'],
      [2, 'trigger.body.total'],
      [0, 'now'],
    ]);
  });
});
