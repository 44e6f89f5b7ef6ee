import { describe, expect, it } from 'vitest';
import type { NodeManifest } from '@eventloom/backend/contract';
import { refusalsFrom } from './refusals';

const manifestOf = (type: string, input: boolean): NodeManifest => ({
  type,
  kind: input ? 'logic' : 'trigger',
  tone: 'logic',
  title: type,
  description: '',
  group: '',
  icon: 'box',
  keywords: [],
  effect: false,
  ports: { input, outputs: [{ name: 'out', title: '' }] },
  parameters: {},
  literal: [],
  defaults: {},
});
const manifests = new Map([
  ['set', manifestOf('set', true)],
  ['manual', manifestOf('manual', false)],
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
