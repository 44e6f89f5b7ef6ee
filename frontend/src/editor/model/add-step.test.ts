import { describe, expect, it } from 'vitest';
import { addStep, makeRoom, spliceStep } from './add-step';
import { graphOf, link, manifestOf, step } from './graph-fixtures';

const http = manifestOf('http-request', { title: 'HTTP request', defaults: { method: 'GET' } });
const position = { x: 13, y: 21 };

describe(addStep.name, () => {
  it('gives each step an id of its own and a label that tells it apart', () => {
    const first = addStep(graphOf([]), { manifest: http, position, attach: { to: 'nothing' } });
    const second = addStep(first.graph, { manifest: http, position, attach: { to: 'nothing' } });
    expect([first.nodeId, second.nodeId]).toEqual(['httpRequest', 'httpRequest2']);
    expect(second.graph.nodes.map((node) => node.label)).toEqual([undefined, 'HTTP request 2']);
    expect(second.graph.nodes[0]).toMatchObject({ position: { x: 16, y: 24 }, params: { method: 'GET' } });
  });

  it('does not share the defaults of the type between steps', () => {
    const { graph } = addStep(graphOf([]), { manifest: http, position, attach: { to: 'nothing' } });
    expect(graph.nodes[0]?.params).not.toBe(http.defaults);
  });

  it('ties a step to the port that it was added after', () => {
    const attach = { to: 'output', nodeId: 'a', port: 'true' } as const;
    const { graph } = addStep(graphOf([step('a')]), { manifest: http, position, attach });
    expect(graph.edges).toEqual([{ id: 'e1', source: 'a', sourceHandle: 'true', target: 'httpRequest' }]);
  });

  it('puts a step into a connection and leaves the other connections alone', () => {
    const before = graphOf([step('a'), step('b'), step('c')], [link('a', 'b'), link('b', 'c')]);
    const attach = { to: 'edge', edgeId: 'a-b' } as const;
    const { graph } = addStep(before, { manifest: http, position, attach });
    expect(graph.edges.map((edge) => [edge.source, edge.target])).toEqual([
      ['b', 'c'],
      ['a', 'httpRequest'],
      ['httpRequest', 'b'],
    ]);
    expect(before.edges).toHaveLength(2);
  });

  it('goes on after a loop that is put into a connection, not out of its body', () => {
    const outputs = [
      { name: 'item', title: 'Each item' },
      { name: 'done', title: 'Done' },
    ];
    const loop = manifestOf('for-each', { ports: { input: true, outputs } });
    const before = graphOf([step('a'), step('b')], [link('a', 'b')]);
    const { graph } = addStep(before, { manifest: loop, position, attach: { to: 'edge', edgeId: 'a-b' } });
    expect(graph.edges.at(-1)).toMatchObject({ source: 'forEach', sourceHandle: 'done', target: 'b' });
  });

  it('adds a trigger by itself wherever it was asked for, since nothing can lead to it', () => {
    const trigger = manifestOf('manual', {
      kind: 'trigger',
      ports: { input: false, outputs: [{ name: 'out', title: '' }] },
    });
    const before = graphOf([step('a'), step('b')], [link('a', 'b')]);
    const { graph } = addStep(before, { manifest: trigger, position, attach: { to: 'edge', edgeId: 'a-b' } });
    expect(graph.edges).toEqual(before.edges);
  });
});

describe(makeRoom.name, () => {
  it('shifts what follows an inserted step, and nothing else', () => {
    const at = (x: number) => ({ position: { x, y: 0 } });
    const graph = graphOf(
      [step('a', at(0)), step('b', at(160)), step('c', at(320)), step('d', at(640)), step('e', at(640))],
      [link('a', 'b'), link('b', 'c'), link('c', 'd')],
    );
    const xs = makeRoom(graph, 'b').nodes.map((node) => node.position?.x);
    expect(xs).toEqual([0, 160, 432, 752, 640]);
  });
});

describe(spliceStep.name, () => {
  it('puts a loose step where it was dropped, into the connection, and shifts what follows', () => {
    const at = (x: number, y = 0) => ({ position: { x, y } });
    const before = graphOf([step('a', at(0)), step('b', at(320)), step('loose', at(0, 400))], [link('a', 'b')]);
    const to = { manifest: http, nodeId: 'loose', edgeId: 'a-b', position: { x: 160, y: 8 } };
    const graph = spliceStep(before, to);
    expect(graph.edges.map((edge) => [edge.source, edge.target])).toEqual([
      ['a', 'loose'],
      ['loose', 'b'],
    ]);
    expect(graph.nodes.map((node) => node.position)).toEqual([
      { x: 0, y: 0 },
      { x: 432, y: 0 },
      { x: 160, y: 8 },
    ]);
  });
});
