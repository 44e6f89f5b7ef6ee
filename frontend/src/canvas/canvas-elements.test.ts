import { describe, expect, it } from 'vitest';
import { createElementMapper, toDrawnEdges } from './canvas-elements';
import { drawnGraph, seenAs } from './drawn-graph';
import { NOTHING_SELECTED } from './flow-elements';
import { spreadMoves } from './group-boxes';
import { drawn, FLOW_TYPES } from './test-graphs';

const chain = drawn(['a > b', 'b > c', 'c > d']);
const graph = {
  nodes: chain.nodes.map((node, index) => ({ ...node, label: node.id, position: { x: index * 320, y: 0 } })),
  edges: chain.edges,
  notes: [{ id: 'n', text: 'Mind this', position: { x: 0, y: 200 } }],
  groups: [{ id: 'g', label: 'Middle', nodeIds: ['b', 'c'] }],
};
const collapsed = { ...graph, groups: [{ ...graph.groups[0]!, collapsed: true }] };
const STILL = new Map();

describe(createElementMapper.name, () => {
  it('draws a frame around the steps of a group, beneath notes and steps', () => {
    const elements = createElementMapper()(graph, FLOW_TYPES, NOTHING_SELECTED, STILL);
    expect(elements.map(({ id }) => id)).toEqual(['group:g', 'note:n', 'a', 'b', 'c', 'd']);
    expect(elements[0]).toMatchObject({ position: { x: 296, y: -44 }, width: 592, height: 156 });
  });

  it('draws a card in place of the steps of a collapsed group', () => {
    const elements = createElementMapper()(collapsed, FLOW_TYPES, NOTHING_SELECTED, STILL);
    expect(elements.map(({ id }) => id)).toEqual(['group:g', 'note:n', 'a', 'd']);
    expect(elements[0]).toMatchObject({ type: 'card', position: { x: 320, y: 0 } });
  });

  it('moves the steps with the frame, and the frame with its steps', () => {
    const elements = createElementMapper()(
      graph,
      FLOW_TYPES,
      NOTHING_SELECTED,
      new Map([
        ['group:g', { x: 304, y: -28 }],
        ['note:n', { x: 8, y: 208 }],
      ]),
    );
    const places = new Map(elements.map(({ id, position }) => [id, position]));
    expect(places.get('group:g')).toEqual({ x: 304, y: -28 });
    expect(places.get('c')).toEqual({ x: 648, y: 16 });
    expect(places.get('note:n')).toEqual({ x: 8, y: 208 });
  });

  it('hands out the same objects as long as nothing about them changed', () => {
    const map = createElementMapper();
    const first = map(graph, FLOW_TYPES, NOTHING_SELECTED, STILL);
    const second = map({ ...graph }, FLOW_TYPES, { ...NOTHING_SELECTED, notes: new Set(['n']) }, STILL);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).not.toBe(first[1]);
  });
});

describe(toDrawnEdges.name, () => {
  it('ends the connections to the outside at the card', () => {
    const edges = toDrawnEdges(collapsed, FLOW_TYPES, new Set());
    expect(edges.map(({ source, target }) => `${source}>${target}`)).toEqual(['a>group:g', 'group:g>d']);
    expect(edges[0]).toMatchObject({ ariaLabel: 'Connection from a to b', data: { from: 'a', to: 'b' } });
  });
});

describe(spreadMoves.name, () => {
  it('leaves alone what is in no group', () => {
    const moves = new Map([['a', { x: 1, y: 1 }]]);
    expect(spreadMoves(graph, moves)).toBe(moves);
  });
});

describe(drawnGraph.name, () => {
  it('has cards for steps, so that the arrow keys find their way', () => {
    expect(drawnGraph(collapsed).nodes.map(({ id }) => id)).toEqual(['a', 'd', 'group:g', 'note:n']);
    expect(seenAs(collapsed, 'c')).toBe('group:g');
    expect(seenAs(graph, 'c')).toBe('c');
  });
});
