import { describe, expect, it } from 'vitest';
import { createNodeMapper } from './flow-elements';
import { loopBodies } from './loop-bodies';
import { loopRegions } from './loop-regions';
import { drawn, FLOW_TYPES } from './test-graphs';

const types = { outer: 'for-each', inner: 'for-each' };
const places: Record<string, { x: number; y: number }> = {
  outer: { x: 0, y: 0 },
  inner: { x: 320, y: 0 },
  deep: { x: 640, y: -80 },
  end: { x: 320, y: 200 },
};
const graph = drawn(['outer.item > inner', 'inner.item > deep', 'outer.done > end'], types);
const placed = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: places[node.id] })) };
const nodes = createNodeMapper()(placed, FLOW_TYPES, new Set(), new Map());

describe(loopRegions.name, () => {
  it('lays one region within the other, the outer one beneath', () => {
    const [outer, inner] = loopRegions(placed, FLOW_TYPES, loopBodies(placed), nodes);
    expect([outer?.loopId, inner?.loopId]).toEqual(['outer', 'inner']);
    expect(outer!.x).toBeLessThan(320);
    expect(outer!.x).toBeGreaterThan(224);
    expect(outer!.y).toBeLessThan(inner!.y);
    expect(outer!.x + outer!.width).toBeGreaterThan(inner!.x + inner!.width);
    expect(outer!.y + outer!.height).toBeLessThan(200);
  });

  it('draws none for a loop without a body', () => {
    const alone = drawn(['a > outer', 'outer.done > end'], types);
    expect(loopRegions(alone, FLOW_TYPES, loopBodies(alone), [])).toEqual([]);
  });
});
