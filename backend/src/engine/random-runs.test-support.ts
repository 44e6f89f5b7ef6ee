import fc from 'fast-check';
import {
  DEFAULT_PORT,
  ERROR_PORT,
  LOOP_BODY_PORT,
  LOOP_DONE_PORT,
  type Graph,
  type GraphEdge,
  type GraphNode,
} from '../contract/index.js';
import { buildEdge, buildNode, CATALOG } from './graph-builders.test-support.js';
import { planGraph, type Plan } from './plan-graph.js';
import type { Behaviour, Waiting } from './random-world.test-support.js';

export interface RandomRun {
  graph: Graph;
  plan: Plan;
  behaviour: ReadonlyMap<string, Behaviour>;
}

/** Names that every object has are good names for nodes too. */
const IDS = ['a', 'constructor', 'b', 'toString', 'c', 'valueOf', 'd', 'hasOwnProperty', 'e', 'f'];

const MAX_NODES = 8;

const leaf = fc.record({
  type: fc.constantFrom('set', 'if', 'http-request', 'merge', 'delay', 'approval'),
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
  isFickle: fc.boolean(),
  permanent: fc.constantFrom(false, false, true),
  goesTrue: fc.boolean(),
  joinsAny: fc.boolean(),
  wait: fc.record({
    how: fc.constantFrom('time', 'answer', 'either'),
    ms: fc.nat(30),
    answer: fc.constantFrom('approved' as const, 'rejected' as const, 'refused' as const),
  }),
});

type LeafSeed = typeof leaf extends fc.Arbitrary<infer Seed> ? Seed : never;

/** What a loop repeats is drawn within it. */
interface NodeSeed extends LeafSeed {
  loop?: { body: NodeSeed[]; count: number; concurrency: number };
}

const innerLoop = loopOver(leaf);
const outerLoop = loopOver(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: innerLoop }));

function loopOver(inner: fc.Arbitrary<NodeSeed>): fc.Arbitrary<NodeSeed> {
  const loop = fc.record({
    body: fc.array(inner, { maxLength: 3 }),
    count: fc.integer({ min: 0, max: 3 }),
    concurrency: fc.integer({ min: 1, max: 3 }),
  });
  return fc.tuple(leaf, loop).map(([seed, one]) => ({ ...seed, loop: one }));
}

/** Acyclic graphs of up to a dozen nodes and two triggers, with loops in loops; the run starts at the first trigger. */
export const randomRun: fc.Arbitrary<RandomRun> = fc
  .array(fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: outerLoop }), { maxLength: MAX_NODES })
  .map((seeds) => {
    const drawing = new Drawing();
    const triggers = [buildNode('start', 'manual'), buildNode('other', 'manual')];
    drawing.nodes.push(...triggers);
    drawing.draw(
      seeds,
      triggers.map((node) => ({ node, handles: handlesOf(node) })),
    );
    const graph: Graph = { nodes: drawing.nodes, edges: [...drawing.edges.values()] };
    return { graph, plan: planGraph(graph, 'start', CATALOG), behaviour: drawing.behaviour };
  });

/** A node with the ports by which others may follow it. */
interface Parent {
  node: GraphNode;
  handles: (string | null | undefined)[];
}

class Drawing {
  readonly nodes: GraphNode[] = [];
  readonly edges = new Map<string, GraphEdge>();
  readonly behaviour = new Map<string, Behaviour>();
  private drawn = 0;

  draw(seeds: readonly NodeSeed[], parents: Parent[]): void {
    for (const seed of seeds) {
      const node = this.drawNode(seed);
      for (const { index, port } of seed.parents) this.connect(parents[index % parents.length], port, node);
      parents.push({ node, handles: handlesOf(node) });
      if (seed.loop) this.draw(seed.loop.body, [{ node, handles: [LOOP_BODY_PORT] }]);
    }
  }

  private drawNode(seed: NodeSeed): GraphNode {
    const type = seed.loop ? 'for-each' : seed.type;
    const isBlind = type === 'merge' && seed.joinsAny;
    const node = buildNode(IDS[this.drawn] ?? `n${this.drawn}`, type, {
      ...(type === 'merge' && { params: { mode: seed.joinsAny ? 'any' : 'all' } }),
      ...(seed.disabled && !isBlind && { disabled: true }),
      ...(seed.onError && { onError: seed.onError }),
      ...(seed.retry && { retry: seed.retry }),
    });
    this.drawn += 1;
    this.nodes.push(node);
    this.behaviour.set(node.id, toBehaviour(seed, type, isBlind));
    return node;
  }

  private connect(parent: Parent | undefined, port: number, { id }: GraphNode): void {
    if (!parent) return;
    const edge = buildEdge(parent.node.id, id, parent.handles[port % parent.handles.length]);
    this.edges.set(edge.id, edge);
  }
}

/** An edge may name the only port of a node or leave it out. */
function handlesOf({ type, onError }: GraphNode): (string | null | undefined)[] {
  const named: Record<string, string[]> = {
    if: ['true', 'false'],
    'for-each': [LOOP_DONE_PORT],
    approval: ['approved', 'rejected', 'timeout'],
  };
  const own = named[type] ?? [undefined, null, DEFAULT_PORT];
  return onError === 'branch' ? [...own, ERROR_PORT] : own;
}

function toBehaviour(seed: NodeSeed, type: string, isBlind: boolean): Behaviour {
  const { failures, isFickle, permanent, goesTrue, wait, loop } = seed;
  return {
    failures,
    isFickle,
    permanent,
    isBlind,
    effect: type === 'http-request',
    ...(type === 'if' && { port: goesTrue ? 'true' : 'false' }),
    ...(type === 'delay' && { wait: { ms: wait.ms } }),
    ...(type === 'approval' && { wait: toWaiting(wait) }),
    ...(loop && { loop: { count: loop.count, concurrency: loop.concurrency } }),
  };
}

function toWaiting({ how, ms, answer }: NodeSeed['wait']): Waiting {
  return { ...(how !== 'answer' && { ms, port: 'timeout' }), ...(how !== 'time' && { answer }) };
}
