import { describe, expect, it } from 'vitest';
import { checkLoops } from './check-loops.js';
import { checkPaths } from './check-paths.js';
import { CATALOG, drawGraph } from './graph-builders.test-support.js';
import { successorsOf } from './successors.js';

const LOOPS = { each: { type: 'for-each' }, inner: { type: 'for-each' } };
const check = (...edges: string[]) => {
  const graph = drawGraph(edges, LOOPS);
  return checkLoops(graph, successorsOf(graph));
};
const BODY = ['start > each', 'each.item > a', 'a > b'];

describe(checkLoops.name, () => {
  it('finds nothing wrong with steps that only a loop leads to', () => {
    expect(check(...BODY, 'each.done > after', 'each.item > b')).toEqual([]);
    expect(check(...BODY, 'b > inner', 'inner.item > c', 'inner.done > d')).toEqual([]);
  });

  it('names the edge that leads into a loop from outside', () => {
    expect(check(...BODY, 'start > side', 'side > b')).toMatchObject([
      { code: 'LOOP_BODY_LEFT', severity: 'error', nodeId: 'b', edgeId: 'side--b', pointer: '/edges/4/target' },
    ]);
  });

  it('names a step after the loop that is repeated by it as well', () => {
    expect(check(...BODY, 'each.done > after', 'b > after')).toMatchObject([
      { nodeId: 'after', edgeId: 'each-done-after' },
    ]);
  });

  it('lets no step in a loop in a loop lead to the outer one', () => {
    const found = check('start > each', 'each.item > inner', 'inner.item > a', 'inner.done > b', 'a > b');
    expect(found).toMatchObject([{ nodeId: 'b', edgeId: 'inner-done-b' }]);
  });

  it('leaves circles to others', () => expect(check(...BODY, 'b > each')).toEqual([]));
});

describe(checkPaths.name, () => {
  it('says of a circle through a loop that nothing has to lead back', () => {
    const [problem, ...others] = checkPaths(drawGraph([...BODY, 'b > each'], { each: LOOPS.each }), CATALOG);
    expect(problem).toMatchObject({ code: 'GRAPH_CYCLE', nodeId: 'each' });
    expect(problem?.detail).toContain('Nothing has to lead back to “each”');
    expect(others).toEqual([]);
  });
});
