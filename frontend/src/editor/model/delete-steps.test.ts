import { describe, expect, it } from 'vitest';
import { deleteAndReconnect, deleteElements } from './delete-steps';
import { choiceOf, graphOf, link, step } from './graph-fixtures';

const chain = graphOf([step('a'), step('b'), step('c'), step('d')], [link('a', 'b'), link('b', 'c'), link('c', 'd')]);
const ends = (graph: typeof chain) => graph.edges.map((edge) => `${edge.source}>${edge.target}`);

describe(deleteElements.name, () => {
  it('cuts the connections of a deleted step', () => {
    const graph = deleteElements(chain, choiceOf({ nodes: ['b'], edges: ['c-d'] }));
    expect(graph.nodes.map((node) => node.id)).toEqual(['a', 'c', 'd']);
    expect(graph.edges).toEqual([]);
  });

  it('takes the frame of a chosen group and leaves its steps; deleted steps leave their group', () => {
    const grouped = {
      ...chain,
      notes: [{ id: 'n', text: '', position: { x: 0, y: 0 } }],
      groups: [
        { id: 'g', label: 'First', nodeIds: ['a', 'b'] },
        { id: 'h', label: 'Last', nodeIds: ['d'] },
      ],
    };
    const unframed = deleteElements(grouped, choiceOf({ groups: ['g'], notes: ['n'] }));
    expect(unframed).toEqual({ ...grouped, notes: [], groups: [grouped.groups[1]] });
    const smaller = deleteElements(grouped, choiceOf({ nodes: ['a', 'd'] }));
    expect(smaller.groups).toEqual([{ id: 'g', label: 'First', nodeIds: ['b'] }]);
  });
});

describe(deleteAndReconnect.name, () => {
  it('connects the neighbours of a deleted step', () => {
    expect(ends(deleteAndReconnect(chain, choiceOf({ nodes: ['b'] })))).toEqual(['c>d', 'a>c']);
  });

  it('bridges several steps in a row', () => {
    expect(ends(deleteAndReconnect(chain, choiceOf({ nodes: ['b', 'c'] })))).toEqual(['a>d']);
  });

  it('keeps the port that led to the deleted step, and draws no connection twice', () => {
    const graph = graphOf(
      [step('if'), step('b'), step('c')],
      [link('if', 'b', 'false'), link('b', 'c'), { ...link('if', 'c', 'false'), id: 'direct' }],
    );
    expect(deleteAndReconnect(graph, choiceOf({ nodes: ['b'] })).edges).toMatchObject([
      { sourceHandle: 'false', target: 'c' },
    ]);
  });
});
