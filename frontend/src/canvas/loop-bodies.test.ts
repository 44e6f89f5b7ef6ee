import type { Graph } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { loopBodies, loopOf } from './loop-bodies';
import { drawn } from './test-graphs';

const bodiesOf = (graph: Graph) => [...loopBodies(graph)].map(([id, body]) => [id, [...body].sort()] as const);

describe(loopBodies.name, () => {
  it('takes what the body port leads to, and not what comes after the loop', () => {
    const graph = drawn(['start > each', 'each.item > a', 'a > b', 'each.done > end'], { each: 'for-each' });
    expect(bodiesOf(graph)).toEqual([['each', ['a', 'b']]]);
  });

  it('counts an inner loop, its body and what follows it to the outer one', () => {
    const lines = ['outer.item > inner', 'inner.item > deep', 'inner.done > sum', 'outer.done > end'];
    const graph = drawn(lines, { outer: 'for-each', inner: 'for-each' });
    const bodies = loopBodies(graph);
    expect(bodiesOf(graph)).toEqual([
      ['outer', ['deep', 'inner', 'sum']],
      ['inner', ['deep']],
    ]);
    expect(['deep', 'sum', 'inner', 'end'].map((id) => loopOf(bodies, id))).toEqual([
      'inner',
      'outer',
      'outer',
      undefined,
    ]);
  });

  it('leaves out what is reached both ways, as of a connection that leaves the body', () => {
    const graph = drawn(['each.item > a', 'a > end', 'each.done > end'], { each: 'for-each' });
    expect(bodiesOf(graph)).toEqual([['each', ['a']]]);
  });
});
