import {
  LOOP_BODY_PORT,
  type Graph,
  type GraphNode,
  type LoopPlace,
  type Pin,
  type Pins,
} from '@eventloom/backend/contract';
import { ancestorsOf } from '@eventloom/backend/engine';
import { loopBodies, loopOf } from '../../canvas/loop-bodies';
import type { Manifests } from '../../canvas/flow-elements';
import type { StepResult, TestingState } from './testing-store';

/** Where what a test is given comes from; the first that there is. */
export type Origin = 'pinned' | 'run' | 'sample';

/** What one step is tested with. */
export interface TestInput {
  /** The trigger that the test begins at; the one that the server chooses if nothing is known of any. */
  trigger?: string;
  /** What the trigger brought: a stored event, or a payload. Its sample if both are absent. */
  eventId?: string;
  payload?: Pin['output'];
  pins: Pins;
  loop?: LoopPlace;
  /** Where the input itself comes from: the lesser of several origins. */
  origin: Origin;
}

type Known = Pick<TestingState, 'pins' | 'results'>;

const RANK: readonly Origin[] = ['pinned', 'run', 'sample'];

/** Gathers what a step is tested with: of each step before it what is pinned, else what it put out last, else a sample. */
export function testInput(graph: Graph, nodeId: string, known: Known, manifests: Manifests): TestInput {
  const before = ancestorsOf(graph, nodeId);
  const nodes = graph.nodes.filter(({ id }) => before.has(id));
  const isTrigger = ({ type }: GraphNode): boolean => manifests.get(type)?.kind === 'trigger';
  const pins: Record<string, Pin> = {};
  const origins = new Map<string, Origin>();
  for (const node of nodes) {
    const origin = originOf(node.id, known);
    origins.set(node.id, origin);
    if (!isTrigger(node)) pins[node.id] = pinOf(node, origin, known);
  }
  const loop = placeInLoop(graph, nodeId, known);
  if (loop) pins[loop.id] = { output: loop.place.item };
  const straight = graph.edges.filter(({ target }) => target === nodeId).map(({ source }) => origins.get(source));
  const origin = RANK[Math.max(0, ...straight.map((one) => RANK.indexOf(one ?? 'sample')))] ?? 'sample';
  return { ...startOf(nodes.filter(isTrigger), known), pins, origin, ...(loop && { loop: loop.place }) };
}

function originOf(nodeId: string, { pins, results }: Known): Origin {
  if (Object.hasOwn(pins, nodeId)) return 'pinned';
  return outputOf(results[nodeId]) === undefined ? 'sample' : 'run';
}

function pinOf(node: GraphNode, origin: Origin, { pins, results }: Known): Pin {
  const pinned = pins[node.id];
  if (origin === 'pinned' && pinned) return withPort(pinned.output, pinned.port);
  const result = results[node.id];
  return origin === 'run' ? withPort(outputOf(result) ?? null, result?.port) : { output: sampleOutput(node) };
}

function withPort(output: Pin['output'], port: string | undefined): Pin {
  return { output, ...(port !== undefined && { port }) };
}

function outputOf(result: StepResult | undefined): Pin['output'] | undefined {
  return result?.status === 'succeeded' ? (result.output as Pin['output'] | undefined) : undefined;
}

/** Begins with what is pinned or was there last; of several triggers with the one that is known best. */
function startOf(
  triggers: readonly GraphNode[],
  { pins, results }: Known,
): Pick<TestInput, 'trigger' | 'eventId' | 'payload'> {
  const pinned = triggers.find(({ id }) => Object.hasOwn(pins, id));
  if (pinned) return { trigger: pinned.id, payload: pins[pinned.id]?.output ?? null };
  const ran = triggers.find(({ id }) => results[id] !== undefined);
  const eventId = ran && results[ran.id]?.eventId;
  return ran && eventId !== undefined ? { trigger: ran.id, eventId } : {};
}

/** What a step most likely puts out, as far as its parameters tell. */
export function sampleOutput({ type, params }: GraphNode): Pin['output'] {
  switch (type) {
    case 'http-request':
      return { status: 200, headers: {}, body: {} };
    case 'set':
      return params['values'] ?? {};
    case 'for-each':
      return { results: [], count: 0 };
    default:
      return {};
  }
}

/** The iteration that a step of a loop is tested in: the one that ran first, else the first item that is written down. */
function placeInLoop(graph: Graph, nodeId: string, known: Known): { id: string; place: LoopPlace } | undefined {
  const bodies = loopBodies(graph);
  const id = loopOf(bodies, nodeId);
  if (id === undefined) return undefined;
  const first = graph.edges.find(({ source, sourceHandle }) => source === id && sourceHandle === LOOP_BODY_PORT);
  const result = first && known.results[first.target];
  const items = graph.nodes.find((node) => node.id === id)?.params['items'];
  const written = Array.isArray(items) ? items[0] : undefined;
  const item = (result?.input as Pin['output'] | undefined) ?? written ?? {};
  return { id, place: { item, index: Number(result?.iteration?.split('.').at(-1) ?? 0) } };
}
