import { describe, expect, it } from 'vitest';
import { compareDrafts } from './compare-drafts';
import { graphOf, link, step } from './graph-fixtures';

const draft = (graph = graphOf([]), name = 'W') => ({ name, graph, settings: {} });
const told = (...drafts: Parameters<typeof compareDrafts>) =>
  compareDrafts(...drafts).map(({ node, field, mine, theirs }) => [node?.id, field, mine, theirs]);

describe(compareDrafts.name, () => {
  it('tells field by field what differs, and not where steps stand', () => {
    const mine = graphOf([step('a', { label: 'A', params: { url: 'x', n: 1 }, position: { x: 0, y: 0 } })]);
    const theirs = graphOf([step('a', { label: 'B', params: { url: 'x', n: 2 }, position: { x: 8, y: 0 } })]);
    expect(told(draft(mine), draft(theirs, 'V'))).toEqual([
      [undefined, 'Name', 'W', 'V'],
      ['a', 'label', 'A', 'B'],
      ['a', 'n', '1', '2'],
    ]);
  });

  it('tells which steps and connections only one of them has', () => {
    const mine = graphOf([step('a'), step('b')], [link('a', 'b')]);
    expect(told(draft(mine), draft(graphOf([step('a'), step('c')])))).toEqual([
      ['b', undefined, 'is there', 'is not there'],
      ['c', undefined, 'is not there', 'is there'],
      [undefined, 'Connection', 'a → b', '–'],
    ]);
  });
});
