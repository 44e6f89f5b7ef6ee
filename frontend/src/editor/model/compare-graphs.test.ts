import { describe, expect, it } from 'vitest';
import { compareGraphs, describeChanges } from './compare-graphs';
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

describe(compareGraphs.name, () => {
  const from = graphOf([step('a', { label: 'A', params: { url: 'x', body: { n: 1 } } }), step('b')], [link('a', 'b')]);

  it('tells which parameters and settings of a step are different, and how', () => {
    const a = step('a', { label: 'Call', params: { body: { n: 1 }, method: 'POST' }, onError: 'continue' });
    const [change] = compareGraphs(from, graphOf([a, step('b')], [link('a', 'b')])).nodes;
    expect(change).toMatchObject({ kind: 'changed', isMoved: false, node: a });
    expect(change?.fields).toEqual([
      { name: 'label', isParam: false, before: 'A', after: 'Call' },
      { name: 'onError', isParam: false, before: undefined, after: 'continue' },
      { name: 'method', isParam: true, before: undefined, after: 'POST' },
      { name: 'url', isParam: true, before: 'x', after: undefined },
    ]);
  });

  it('tells a step that only moved from one that changed, and what an added one has', () => {
    const moved = { ...step('b'), position: { x: 800, y: 8 } };
    const added = step('c', { params: { url: 'y' } });
    const { nodes } = compareGraphs(from, graphOf([...from.nodes.slice(0, 1), moved, added], from.edges));
    expect(nodes.map(({ kind, node }) => [kind, node.id])).toEqual([
      ['moved', 'b'],
      ['added', 'c'],
    ]);
    expect(nodes[1]?.fields).toEqual([{ name: 'url', isParam: true, before: undefined, after: 'y' }]);
  });

  it('takes a connection for the same if its ends are', () => {
    const again = { ...link('a', 'b'), id: 'another' };
    expect(compareGraphs(from, { ...from, edges: [again] }).edges).toEqual([]);
    const { nodes, edges } = compareGraphs(from, graphOf(from.nodes.slice(0, 1)));
    expect(nodes).toMatchObject([{ kind: 'removed', node: { id: 'b' }, fields: [] }]);
    expect(edges).toMatchObject([{ kind: 'removed', edge: { source: 'a', target: 'b' } }]);
  });
});
