import fc from 'fast-check';
import { DEFAULT_PORT, ERROR_PORT, type Graph, type GraphEdge, type GraphNode } from '../contract/index.js';
import { buildEdge, buildNode, CATALOG } from './graph-builders.test-support.js';
import { planGraph, type Plan } from './plan-graph.js';

/** How a node behaves, whoever performs it: the same each time, or nothing could be compared. */
export interface Behaviour {
  /** So many attempts fail before one succeeds. */
  failures: number;
  /** Whether its failures are beyond healing. */
  permanent: boolean;
  /** The port that it leaves by once it succeeds. */
  port?: string;
  /** Whether its state is stored before each attempt begins. */
  effect: boolean;
}

export interface RandomRun {
  graph: Graph;
  plan: Plan;
  behaviour: ReadonlyMap<string, Behaviour>;
}

/** Names that every object has are good names for nodes too. */
const IDS = ['a', 'constructor', 'b', 'toString', 'c', 'valueOf', 'd', 'hasOwnProperty', 'e', 'f'];

const nodeArbitrary = fc.record({
  type: fc.constantFrom('set', 'if', 'http-request'),
  parents: fc.array(fc.record({ index: fc.nat(), port: fc.nat() }), { minLength: 1, maxLength: 3 }),
  disabled: fc.option(fc.boolean(), { freq: 2, nil: false }),
  onError: fc.constantFrom<GraphNode['onError']>(undefined, 'fail', 'continue', 'branch'),
  retry: fc.option(
    fc.record({
      attempts: fc.integer({ min: 1, max: 3 }),
      backoff: fc.constantFrom('fixed' as const, 'exponential' as const),
      delayMs: fc.nat(40),
    }),
    { nil: undefined },
  ),
  failures: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  permanent: fc.constantFrom(false, false, true),
  goesTrue: fc.boolean(),
});

type NodeSeed = typeof nodeArbitrary extends fc.Arbitrary<infer Seed> ? Seed : never;

/** Acyclic graphs of up to a dozen nodes with two triggers; the run starts at the first. */
export const randomRun: fc.Arbitrary<RandomRun> = fc.array(nodeArbitrary, { maxLength: IDS.length }).map((seeds) => {
  const graph = toGraph(seeds);
  const behaviour = new Map(seeds.map((seed, index) => [IDS[index] ?? '', toBehaviour(seed)]));
  return { graph, plan: planGraph(graph, 'start', CATALOG), behaviour };
});

function toGraph(seeds: readonly NodeSeed[]): Graph {
  const nodes = [buildNode('start', 'manual'), buildNode('other', 'manual')];
  const edges = new Map<string, GraphEdge>();
  seeds.forEach(({ type, parents, disabled, onError, retry }, index) => {
    const node = buildNode(IDS[index] ?? '', type, {
      ...(disabled && { disabled }),
      ...(onError && { onError }),
      ...(retry && { retry }),
    });
    for (const parent of parents) {
      const source = nodes[parent.index % nodes.length] ?? node;
      const handles = handlesOf(source);
      const edge = buildEdge(source.id, node.id, handles[parent.port % handles.length]);
      edges.set(edge.id, edge);
    }
    nodes.push(node);
  });
  return { nodes, edges: [...edges.values()] };
}

/** An edge may name the only port of a node or leave it out. */
function handlesOf({ type, onError }: GraphNode): (string | null | undefined)[] {
  const own = type === 'if' ? ['true', 'false'] : [undefined, null, DEFAULT_PORT];
  return onError === 'branch' ? [...own, ERROR_PORT] : own;
}

function toBehaviour({ type, failures, permanent, goesTrue }: NodeSeed): Behaviour {
  return {
    failures,
    permanent,
    effect: type === 'http-request',
    ...(type === 'if' && { port: goesTrue ? 'true' : 'false' }),
  };
}
