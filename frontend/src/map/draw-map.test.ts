import { describe, expect, it } from 'vitest';
import { drawMap } from './draw-map';
import { edge, node } from './test-maps';

const ends = (edges: readonly { source: string; target: string }[]) =>
  edges.map(({ source, target }) => `${source} > ${target}`);

describe(drawMap, () => {
  it('draws a workflow once that hears and publishes, and one that only publishes as a producer', () => {
    const drawn = drawMap({
      nodes: [
        node('producer:workflow:a', { workflowId: 'a' }),
        node('producer:workflow:b', { workflowId: 'b' }),
        node('topic:t'),
        node('consumer:a', { workflowId: 'a' }),
      ],
      edges: [
        edge('producer:workflow:a', 'topic:t'),
        edge('producer:workflow:b', 'topic:t'),
        edge('topic:t', 'consumer:a'),
      ],
    });
    expect(drawn.nodes.map(({ id }) => id)).toEqual(['producer:workflow:b', 'topic:t', 'consumer:a']);
    expect(ends(drawn.edges)).toEqual([
      'consumer:a > topic:t',
      'producer:workflow:b > topic:t',
      'topic:t > consumer:a',
    ]);
    expect(drawn.standIns.get('producer:workflow:a')).toEqual(['consumer:a']);
  });

  it('gives each workflow a rail of its own for what its own triggers tell', () => {
    const hook = (id: string) =>
      node(`producer:webhook:${id}`, { workflowId: id, nodeId: 'hook', nodeType: 'webhook' });
    const consumer = (id: string) => node(`consumer:${id}`, { workflowId: id });
    const drawn = drawMap({
      nodes: [hook('a'), hook('b'), node('topic:hooks', { ratePerMinute: 5 }), consumer('a'), consumer('b')],
      edges: [
        edge('producer:webhook:a', 'topic:hooks', { ratePerMinute: 2 }),
        edge('producer:webhook:b', 'topic:hooks', { ratePerMinute: 3 }),
        edge('topic:hooks', 'consumer:a'),
        edge('topic:hooks', 'consumer:b'),
      ],
    });
    expect(ends(drawn.edges)).toEqual([
      'producer:webhook:a > topic:hooks@a',
      'producer:webhook:b > topic:hooks@b',
      'topic:hooks@a > consumer:a',
      'topic:hooks@b > consumer:b',
    ]);
    const rails = drawn.nodes.filter(({ kind }) => kind === 'topic');
    expect(rails.map(({ id, label, ratePerMinute }) => [id, label, ratePerMinute])).toEqual([
      ['topic:hooks@a', 'hooks', 2],
      ['topic:hooks@b', 'hooks', 3],
    ]);
    expect(drawn.standIns.get('topic:hooks')).toEqual(['topic:hooks@a', 'topic:hooks@b']);
  });

  it('keeps the common rail for who hears it besides', () => {
    const drawn = drawMap({
      nodes: [
        node('producer:webhook:a', { workflowId: 'a', nodeId: 'hook' }),
        node('topic:hooks'),
        node('consumer:a', { workflowId: 'a' }),
        node('consumer:log', { workflowId: 'log' }),
      ],
      edges: [
        edge('producer:webhook:a', 'topic:hooks'),
        edge('topic:hooks', 'consumer:a'),
        edge('topic:hooks', 'consumer:log'),
      ],
    });
    expect(drawn.standIns.get('topic:hooks')).toEqual(['topic:hooks', 'topic:hooks@a']);
    expect(ends(drawn.edges)).toContain('topic:hooks > consumer:log');
  });
});
