import { describe, expect, it } from 'vitest';
import { refusalsFrom, refusalsTo } from './refusals';
import { aType } from './test-graphs';

const OUT = [{ name: 'out', title: '' }];
const manifests = new Map([
  ['set', aType('set')],
  ['manual', aType('manual', { kind: 'trigger', ports: { input: false, outputs: OUT } })],
  ['fail', aType('fail', { ports: { input: true, outputs: [] } })],
]);
const node = (id: string, type = 'set') => ({ id, type, params: {} });

describe(refusalsFrom.name, () => {
  it('gives a reason for each step that a connection may not end at, and none for the others', () => {
    const graph = {
      nodes: [node('start', 'manual'), node('a'), node('b'), node('c')],
      edges: [
        { id: '1', source: 'start', target: 'a' },
        { id: '2', source: 'a', target: 'b' },
      ],
    };
    expect(Object.keys(refusalsFrom(graph, 'b', 'out', manifests)).sort()).toEqual(['a', 'start']);
    expect(Object.keys(refusalsFrom(graph, 'a', 'out', manifests)).sort()).toEqual(['b', 'start']);
    expect(Object.keys(refusalsFrom(graph, 'c', 'out', manifests))).toEqual(['start']);
  });
});

describe(refusalsTo.name, () => {
  it('gives a reason for each step that may not lead to one, and none for those that may', () => {
    const graph = {
      nodes: [node('start', 'manual'), node('a'), node('b'), node('end', 'fail')],
      edges: [
        { id: '1', source: 'start', target: 'a' },
        { id: '2', source: 'a', target: 'b' },
      ],
    };
    expect(refusalsTo(graph, 'a', manifests)).toMatchObject({ end: '“fail” leads to nothing.' });
    expect(Object.keys(refusalsTo(graph, 'a', manifests)).sort()).toEqual(['b', 'end', 'start']);
    expect(Object.keys(refusalsTo(graph, 'b', manifests)).sort()).toEqual(['a', 'end']);
  });
});
