import { describe, expect, it } from 'vitest';
import { deleteAndReconnect, deleteElements } from './delete-steps';
import { graphOf, link, step } from './graph-fixtures';

const chain = graphOf([step('a'), step('b'), step('c'), step('d')], [link('a', 'b'), link('b', 'c'), link('c', 'd')]);
const ends = (graph: typeof chain) => graph.edges.map((edge) => `${edge.source}>${edge.target}`);

describe(deleteElements.name, () => {
  it('cuts the connections of a deleted step', () => {
    const graph = deleteElements(chain, new Set(['b']), new Set(['c-d']));
    expect(graph.nodes.map((node) => node.id)).toEqual(['a', 'c', 'd']);
    expect(graph.edges).toEqual([]);
  });
});

describe(deleteAndReconnect.name, () => {
  it('connects the neighbours of a deleted step', () => {
    expect(ends(deleteAndReconnect(chain, new Set(['b'])))).toEqual(['c>d', 'a>c']);
  });

  it('bridges several steps in a row', () => {
    expect(ends(deleteAndReconnect(chain, new Set(['b', 'c'])))).toEqual(['a>d']);
  });

  it('keeps the port that led to the deleted step, and draws no connection twice', () => {
    const graph = graphOf(
      [step('if'), step('b'), step('c')],
      [link('if', 'b', 'false'), link('b', 'c'), { ...link('if', 'c', 'false'), id: 'direct' }],
    );
    expect(deleteAndReconnect(graph, new Set(['b'])).edges).toMatchObject([{ sourceHandle: 'false', target: 'c' }]);
  });
});
