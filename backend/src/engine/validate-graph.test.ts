import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_NODES, type Graph, type GraphEdge, type GraphNode } from '../contract/index.js';
import { buildEdge as edge, buildNode as node, CATALOG as catalog, drawGraph } from './graph-builders.test-support.js';
import { refuseEdge, validateGraph } from './validate-graph.js';

const graph = (nodes: GraphNode[], edges: GraphEdge[] = []): Graph => ({ nodes, edges });
const codes = (value: Graph): string[] => validateGraph(value, catalog).map((problem) => problem.code);
const start = node('start', 'manual');

describe(validateGraph.name, () => {
  it('finds nothing wrong with a graph that starts at a trigger and branches', () => {
    const edges = [edge('start', 'big'), edge('big', 'a', 'true'), edge('big', 'b', 'false'), edge('a', 'b')];
    expect(codes(graph([start, node('big', 'if'), node('a'), node('b')], edges))).toEqual([]);
  });

  it('names ids that expressions could not use', () => {
    const problems = validateGraph(graph([start, node('1st'), node('')], []), catalog);
    const invalid = problems.filter((problem) => problem.code === 'NODE_ID_INVALID');
    expect(invalid.map((problem) => problem.pointer)).toEqual(['/nodes/1/id', '/nodes/2/id']);
  });

  it('names each node whose id is taken', () => {
    const found = validateGraph(graph([start, node('a'), node('a')], [edge('start', 'a')]), catalog);
    expect(found).toMatchObject([{ code: 'NODE_ID_DUPLICATE', nodeId: 'a', pointer: '/nodes/2/id' }]);
  });

  it('suggests the type that was probably meant', () => {
    const [problem] = validateGraph(graph([start, node('call', 'http-reqest')], [edge('start', 'call')]), catalog);
    expect(problem).toMatchObject({ code: 'NODE_TYPE_UNKNOWN', nodeId: 'call', pointer: '/nodes/1/type' });
    expect(problem?.detail).toContain('“http-request”');
    expect(validateGraph(graph([start, node('x', 'teleport')]), catalog)[0]?.detail).not.toContain('Did you mean');
  });

  it('names the end of an edge that is not there', () => {
    const found = validateGraph(graph([start], [edge('start', 'gone'), edge('lost', 'start')]), catalog);
    expect(found).toMatchObject([
      { code: 'EDGE_TARGET_MISSING', edgeId: 'start--gone', pointer: '/edges/0/target' },
      { code: 'EDGE_SOURCE_MISSING', edgeId: 'lost--start', pointer: '/edges/1/source' },
      { code: 'PORT_UNKNOWN', nodeId: 'start' },
    ]);
  });

  it('refuses a second edge between the same port and node, and a second edge with the same id', () => {
    const again = { ...edge('start', 'a', 'out'), id: 'again' };
    expect(codes(graph([start, node('a')], [edge('start', 'a'), again]))).toEqual(['EDGE_DUPLICATE']);
    const sameId = { ...edge('a', 'b'), id: 'start--a' };
    expect(codes(graph([start, node('a'), node('b')], [edge('start', 'a'), sameId]))).toEqual(['EDGE_DUPLICATE']);
  });

  it('knows the ports of a type, and the error port of a node that branches on failure', () => {
    const nodes = [start, node('big', 'if'), node('a')];
    expect(codes(graph(nodes, [edge('start', 'big'), edge('big', 'a')]))).toEqual(['PORT_UNKNOWN']);
    expect(codes(graph(nodes, [edge('start', 'big'), edge('big', 'a', 'maybe')]))).toEqual(['PORT_UNKNOWN']);
    expect(codes(graph(nodes, [edge('start', 'big'), edge('big', 'a', 'error')]))).toEqual(['PORT_UNKNOWN']);
    const branching = [start, node('big', 'if', { onError: 'branch' }), node('a')];
    expect(codes(graph(branching, [edge('start', 'big'), edge('big', 'a', 'error')]))).toEqual([]);
    const named = { ...edge('start', 'a'), targetHandle: 'side' };
    expect(codes(graph([start, node('a')], [named]))).toEqual(['PORT_UNKNOWN']);
  });

  it('names one problem for each circle, however many edges it has', () => {
    const nodes = [start, node('a'), node('b'), node('c'), node('d')];
    const edges = [edge('start', 'a'), edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('c', 'd'), edge('d', 'd')];
    const found = validateGraph(graph(nodes, edges), catalog);
    expect(found).toMatchObject([
      { code: 'GRAPH_CYCLE', nodeId: 'a' },
      { code: 'GRAPH_CYCLE', nodeId: 'd' },
    ]);
  });

  it('asks for a trigger that is not disabled', () => {
    expect(codes(graph([]))).toEqual(['TRIGGER_MISSING']);
    expect(codes(graph([node('a')]))).toEqual(['TRIGGER_MISSING']);
    expect(codes(graph([node('start', 'manual', { disabled: true })]))).toEqual(['TRIGGER_MISSING']);
  });

  it('warns of nodes that no trigger leads to, which blocks nothing', () => {
    const found = validateGraph(graph([start, node('a'), node('b')], [edge('a', 'b')]), catalog);
    expect(found.map(({ code, severity, nodeId }) => [code, severity, nodeId])).toEqual([
      ['NODE_UNREACHABLE', 'warning', 'a'],
      ['NODE_UNREACHABLE', 'warning', 'b'],
    ]);
  });

  it('says of a graph that is too large only that', () => {
    const nodes = Array.from({ length: MAX_NODES + 1 }, (_, index) => node(`n${index}`, 'nonsense'));
    expect(codes(graph(nodes))).toEqual(['GRAPH_TOO_LARGE']);
  });

  it('takes the longest chain and the widest fan without overflowing or slowing down', () => {
    const nodes = [start, ...Array.from({ length: MAX_NODES - 1 }, (_, index) => node(`n${index}`))];
    const edges = nodes.slice(1).flatMap((to, index) => {
      const from = nodes[index]?.id ?? '';
      return [
        edge(from, to.id),
        ...Array.from({ length: 20 }, (_, n) => ({ ...edge(from, to.id), id: `${index}.${n}` })),
      ];
    });
    // The best of a few, in processor time: a busy machine is slow at times, a quadratic algorithm always.
    const times = Array.from({ length: 3 }, () => {
      const before = process.cpuUsage();
      validateGraph(graph(nodes, edges), catalog);
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  it('finds a circle exactly where there is one, in any graph', () => {
    const size = 7;
    const pair = fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: ([a, b]) => `${a}>${b}`, maxLength: 20 }), (pairs) => {
        const nodes = Array.from({ length: size }, (_, index) => node(`n${index}`));
        const edges = pairs.map(([a, b]) => edge(`n${a}`, `n${b}`));
        expect(codes(graph(nodes, edges)).includes('GRAPH_CYCLE')).toBe(hasCircle(size, pairs));
      }),
    );
  });
});

describe(refuseEdge.name, () => {
  const nodes = [start, node('a'), node('b'), node('big', 'if')];
  const drawn = graph(nodes, [edge('start', 'a'), edge('a', 'b')]);
  const refusal = (source: string, target: string, port?: string): string | undefined =>
    refuseEdge(drawn, { source, target, ...(port && { sourceHandle: port }) }, catalog)?.code;

  it('lets an edge through that the rules allow', () => {
    expect(refusal('start', 'b')).toBeUndefined();
    expect(refusal('big', 'b', 'true')).toBeUndefined();
  });

  it('says why not', () => {
    expect(refusal('a', 'start')).toBe('PORT_UNKNOWN');
    expect(refusal('start', 'a')).toBe('EDGE_DUPLICATE');
    expect(refusal('b', 'a')).toBe('GRAPH_CYCLE');
    expect(refusal('a', 'a')).toBe('GRAPH_CYCLE');
    expect(refusal('big', 'a')).toBe('PORT_UNKNOWN');
    expect(refusal('gone', 'a')).toBe('EDGE_SOURCE_MISSING');
    expect(refusal('a', 'gone')).toBe('EDGE_TARGET_MISSING');
  });

  it('lets no edge lead into what a loop repeats but from there', () => {
    const looping = drawGraph(['start > each', 'each.item > a', 'a > b', 'each.done > after', 'start > side'], {
      each: { type: 'for-each' },
      lonely: {},
    });
    const code = (line: string): string | undefined => {
      const [from = '', target = ''] = line.split(' > ');
      const [source = '', sourceHandle] = from.split('.');
      return refuseEdge(looping, { source, target, ...(sourceHandle && { sourceHandle }) }, catalog)?.code;
    };
    expect(code('side > b')).toBe('LOOP_BODY_LEFT');
    expect(code('b > after')).toBe('LOOP_BODY_LEFT');
    expect(code('each.done > a')).toBe('LOOP_BODY_LEFT');
    expect(code('b > each')).toBe('GRAPH_CYCLE');
    expect(code('each.item > b')).toBeUndefined();
    expect(code('b > lonely')).toBeUndefined();
    expect(code('side > after')).toBeUndefined();
  });

  it('lets a graph be mended that is broken already', () => {
    const broken = drawGraph(['start > each', 'each.item > a', 'start > a'], { each: { type: 'for-each' }, b: {} });
    expect(refuseEdge(broken, { source: 'a', target: 'b' }, catalog)).toBeUndefined();
  });

  it('never lets an edge through that validation would then complain about', () => {
    const size = 5;
    const pair = fc.record({ a: fc.nat(size), b: fc.nat(size), isBody: fc.boolean() });
    const types = fc.array(fc.constantFrom('set', 'for-each'), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 25 }), types, (pairs, kinds) => {
        let built = graph([start, ...kinds.map((type, index) => node(`n${index}`, type))]);
        const name = (index: number): string => (index === size ? 'start' : `n${index}`);
        for (const { a, b, isBody } of pairs) {
          const port = kinds[a] === 'for-each' ? (isBody ? 'item' : 'done') : 'out';
          const next = edge(name(a), name(b), port);
          if (!refuseEdge(built, next, catalog)) built = { ...built, edges: [...built.edges, next] };
        }
        expect(validateGraph(built, catalog).filter((problem) => problem.severity === 'error')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Floyd and Warshall's closure: slow, plain, and not Tarjan's. */
function hasCircle(size: number, pairs: [number, number][]): boolean {
  const reach = Array.from({ length: size }, () => new Set<number>());
  for (const [a, b] of pairs) reach[a]?.add(b);
  for (let k = 0; k < size; k += 1)
    for (const row of reach) if (row.has(k)) for (const next of reach[k] ?? []) row.add(next);
  return reach.some((row, index) => row.has(index));
}
