import { describe, expect, it } from 'vitest';
import { choiceOf, graphOf, link, manifestOf, step } from '../model/graph-fixtures';
import { clipOf } from './clip';
import { pasteAt, readPasted } from './paste';

const secretive = manifestOf('mail', {
  parameters: { type: 'object', properties: { to: { type: 'string' }, password: { type: 'string', writeOnly: true } } },
});
const manifests = new Map([['mail', secretive]]);
const graph = {
  ...graphOf(
    [
      step('a', { position: { x: 0, y: 0 } }),
      step('b', { position: { x: 320, y: 0 }, params: { text: '{{ steps.a.x + steps.c }}' } }),
      step('c', { position: { x: 640, y: 0 } }),
    ],
    [link('a', 'b'), link('b', 'c')],
  ),
  notes: [{ id: 'note1', text: 'Hello', position: { x: 0, y: 200 } }],
  groups: [
    { id: 'group1', label: 'Two', nodeIds: ['a', 'b'] },
    { id: 'group2', label: 'Other', nodeIds: ['c'] },
  ],
};

describe(clipOf.name, () => {
  it('holds what is chosen, and the groups that it has whole', () => {
    const clip = clipOf(graph, choiceOf({ nodes: ['a', 'b'], notes: ['note1'] }), manifests);
    expect(JSON.parse(clip?.text ?? '')).toEqual({
      eventloom: 1,
      nodes: graph.nodes.slice(0, 2),
      edges: graph.edges.slice(0, 1),
      notes: graph.notes,
      groups: graph.groups.slice(0, 1),
    });
  });

  it('leaves secrets out: what the type marks, and headers that let somebody in', () => {
    const mail = step('m', {
      type: 'mail',
      params: {
        to: 'x',
        password: 'hush',
        headers: { Authorization: 'Bearer abc', accept: '*/*', 'X-Api-Key': '{{ vars.key }}' },
      },
    });
    const clip = clipOf(graphOf([mail]), choiceOf({ nodes: ['m'] }), manifests);
    expect(clip?.secrets).toBe(2);
    expect(clip?.text).not.toMatch(/hush|Bearer/);
    expect(JSON.parse(clip?.text ?? '')).toMatchObject({
      nodes: [{ params: { to: 'x', headers: { accept: '*/*', 'X-Api-Key': '{{ vars.key }}' } } }],
    });
  });

  it('is nothing where neither steps nor notes are chosen', () => {
    expect(clipOf(graph, choiceOf({ edges: ['a-b'] }), manifests)).toBeUndefined();
  });
});

describe(readPasted.name, () => {
  it('reads a clip, an exported workflow, a bare graph and a curl command', () => {
    const bare = graphOf([step('a')]);
    for (const value of [{ eventloom: 1, ...bare }, { format: 1, name: 'W', graph: bare }, bare])
      expect(readPasted(JSON.stringify(value))).toMatchObject({ part: { nodes: [{ id: 'a' }] } });
    expect(readPasted('$ curl https://x.io')).toMatchObject({ part: { nodes: [{ type: 'http-request' }] } });
  });

  it.each(['some words', '{"a":1}', '{"nodes":[],"edges":[]}', '[1]'])('refuses %s', (text) => {
    expect(readPasted(text)).toHaveProperty('refusal');
  });

  it('tells a newer format', () => {
    expect(readPasted('{"eventloom":2,"steps":[]}')).toMatchObject({ refusal: /newer version/ });
  });
});

describe(pasteAt.name, () => {
  const part = { nodes: graph.nodes.slice(0, 2), edges: graph.edges.slice(0, 1), groups: graph.groups.slice(0, 1) };

  it('gives fresh ids also where the old ones are free, and has expressions follow', () => {
    const pasted = pasteAt(graphOf([step('a2')]), part, { x: 1000, y: 500 });
    expect(pasted).toMatchObject({
      graph: {
        nodes: [{ id: 'a2' }, { id: 'a3' }, { id: 'b2', params: { text: '{{ steps.a3.x + steps.c }}' } }],
        edges: [{ id: 'e1', source: 'a3', target: 'b2' }],
        groups: [{ label: 'Two', nodeIds: ['a3', 'b2'] }],
      },
    });
  });

  it('lands with its middle at the point, and beside what lies there already', () => {
    const first = pasteAt(graph, part, { x: 1072, y: 532 });
    if (!('graph' in first)) throw new Error('refused');
    expect(first.graph.nodes[3]?.position).toEqual({ x: 800, y: 504 });
    const again = pasteAt(first.graph, part, { x: 1072, y: 532 });
    expect(again).toMatchObject({ graph: { nodes: { 5: { position: { x: 840, y: 544 } } } } });
  });
});
