import type { Graph } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { drawn, FLOW_TYPES } from '../../canvas/test-graphs';
import { frameAround } from '../../canvas/group-boxes';
import { positionOf } from '../../canvas/place-nodes';
import { arrange } from './arrange';
import { arrangementOf, putArranged } from './tidy-steps';

const everything = (graph: Graph) => new Set(graph.nodes.map((node) => node.id));
const tidied = (graph: Graph, chosen = everything(graph)): Graph =>
  putArranged(graph, FLOW_TYPES, arrange(arrangementOf(graph, FLOW_TYPES, chosen)));
const placesIn = (graph: Graph) => Object.fromEntries(graph.nodes.map((node) => [node.id, node.position]));

/** Each step somewhere else, with no order in it. */
const scattered = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node, index) => ({ ...node, position: { x: (index * 577) % 811, y: (index * 389) % 613 } })),
});

const sorting = scattered({
  ...drawn(['start > sort', 'sort.low > a', 'sort.high > b', 'sort.else > c', 'a > end', 'b > end', 'c > end'], {
    sort: 'switch',
  }),
});
const looping = scattered(
  drawn(['start > each', 'each.item > x', 'x > y', 'each.done > after', 'after > last'], { each: 'for-each' }),
);

describe(putArranged.name, () => {
  it('gives the same places however often it is done, all of them on the grid', () => {
    for (const graph of [sorting, looping]) {
      const once = tidied(graph);
      expect(tidied(once)).toBe(once);
      const values = once.nodes.flatMap(({ position }) => [position?.x ?? 0, position?.y ?? 0]);
      expect(values.filter((value) => value % 8 !== 0)).toEqual([]);
    }
  });

  it('puts each step right of what leads to it', () => {
    const places = placesIn(tidied(sorting));
    for (const { source, target } of sorting.edges)
      expect((places[target]?.x ?? 0) - (places[source]?.x ?? 0)).toBeGreaterThanOrEqual(224 + 96);
  });

  it('leaves the ways of a step in the order of its ports', () => {
    const graph = {
      ...sorting,
      nodes: sorting.nodes.map((node) =>
        node.id === 'sort' ? { ...node, params: { rules: [{ port: 'low' }, { port: 'high' }] } } : node,
      ),
    };
    const places = placesIn(tidied({ ...graph, edges: graph.edges.toReversed() }));
    const [a, b, c] = ['a', 'b', 'c'].map((id) => places[id]?.y ?? 0);
    expect([a, b, c]).toEqual([a, b, c].sort((one, other) => (one ?? 0) - (other ?? 0)));
  });

  it('moves only what is chosen, and keeps it around its former centre', () => {
    const places = placesIn(tidied(sorting, new Set(['a', 'end'])));
    const before = placesIn(sorting);
    for (const id of ['start', 'sort', 'b', 'c']) expect(places[id]).toEqual(before[id]);
    const middle = (of: typeof places, axis: 'x' | 'y') => ((of['a']?.[axis] ?? 0) + (of['end']?.[axis] ?? 0)) / 2;
    expect(Math.abs(middle(places, 'x') - middle(before, 'x'))).toBeLessThanOrEqual(4);
    expect(Math.abs(middle(places, 'y') - middle(before, 'y'))).toBeLessThanOrEqual(4);
  });

  it('lets nothing else lie within the body of a loop', () => {
    const places = placesIn(tidied(looping));
    const [x, y] = [places['x'], places['y']];
    const bottom = Math.max(x?.y ?? 0, y?.y ?? 0) + 64;
    const top = Math.min(x?.y ?? 0, y?.y ?? 0);
    for (const id of ['after', 'last'])
      expect((places[id]?.y ?? 0) >= bottom + 48 || (places[id]?.y ?? 0) + 64 <= top - 48).toBe(true);
  });

  it('keeps a group together, with nothing else in its frame', () => {
    const groups = [{ id: 'g', label: 'Ends', nodeIds: ['a', 'c'] }];
    const { nodes } = tidied({ ...sorting, groups });
    const members = nodes.filter(({ id }) => groups[0]?.nodeIds.includes(id));
    const frame = frameAround(members.map((node) => ({ position: positionOf(node), ports: 1 })));
    for (const node of nodes.filter((each) => !members.includes(each))) {
      const { x, y } = positionOf(node);
      const isBeside = x >= frame.x + frame.width || x + 224 <= frame.x;
      expect([node.id, isBeside || y >= frame.y + frame.height || y + 64 <= frame.y]).toEqual([node.id, true]);
    }
  });
});
