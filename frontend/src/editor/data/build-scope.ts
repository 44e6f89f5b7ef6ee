import type { Graph, GraphNode } from '@eventloom/backend/contract';
import type { ShownRun, ShownStep } from '../../api/queries';
import { loopBodies } from '../../canvas/loop-bodies';
import { sourcesOf, stepsBefore } from './upstream';

export type ScopeData = Readonly<Record<string, unknown>>;

/** The step of a node that is looked at: in a loop, one that gave something, the first of these. */
export function stepIn(run: ShownRun, nodeId: string): ShownStep | undefined {
  const steps = run.steps.filter((step) => step.nodeId === nodeId);
  return steps.find((step) => step.output !== undefined) ?? steps.find((step) => step.startedAt !== null) ?? steps[0];
}

/** What the expressions of a step would have seen in a run; as far as it came, for a step that had no part in it. */
export function scopeOfRun(graph: Graph, nodeId: string, run: ShownRun, event: unknown): ScopeData {
  const own = stepIn(run, nodeId);
  const steps = outputsBefore(graph, nodeId, run, own?.iteration);
  const trigger = stepIn(run, run.trigger)?.output;
  const input = own?.input ?? inputOf(sourcesOf(graph, nodeId), { ...steps, [run.trigger]: trigger });
  return {
    ...(trigger !== undefined && { trigger }),
    ...(event !== undefined && { event }),
    steps,
    ...(input !== undefined && { input }),
    ...roundOf(graph, nodeId, run, own?.iteration),
    run: { id: run.id, attempt: run.attempt, idempotencyKey: `${run.id}:${nodeId}` },
    now: new Date(own?.startedAt ?? run.startedAt ?? run.createdAt),
  };
}

/** The same for a trigger's sample, before there is any run. */
export function scopeOfSample(graph: Graph, nodeId: string, trigger: GraphNode, output: unknown): ScopeData {
  const steps = { [trigger.id]: output };
  const input = inputOf(sourcesOf(graph, nodeId), steps);
  return {
    trigger: output,
    event: { type: '', data: output },
    steps,
    ...(input !== undefined && { input }),
    now: new Date(),
  };
}

/** The names that only the steps of a loop see. */
export function loopNames(graph: Graph, nodeId: string): readonly string[] {
  return isInLoop(graph, nodeId) ? ['item', 'index'] : [];
}

function isInLoop(graph: Graph, nodeId: string): boolean {
  return [...loopBodies(graph).values()].some((body) => body.has(nodeId));
}

function outputsBefore(graph: Graph, nodeId: string, run: ShownRun, iteration: string | undefined): ScopeData {
  const before = stepsBefore(graph, nodeId).map((node) => {
    const same = run.steps.find((step) => step.nodeId === node.id && isAround(step.iteration, iteration));
    return [node.id, (same ?? stepIn(run, node.id))?.output] as const;
  });
  return Object.fromEntries(before.filter(([, output]) => output !== undefined));
}

/** Whether a step belongs to the same round, or to one around it: `2` is around `2.1`. */
function isAround(outer: string | undefined, inner: string | undefined): boolean {
  return outer === undefined || outer === inner || (inner?.startsWith(`${outer}.`) ?? false);
}

function inputOf(sources: readonly string[], outputs: ScopeData): unknown {
  const [first] = sources;
  if (first === undefined) return undefined;
  if (sources.length === 1) return outputs[first];
  return Object.fromEntries(sources.map((id) => [id, outputs[id]]));
}

/** The item and the number of the round: the first step of a loop's body takes the item for its input. */
function roundOf(graph: Graph, nodeId: string, run: ShownRun, iteration: string | undefined): ScopeData {
  if (iteration === undefined || !isInLoop(graph, nodeId)) return {};
  const loops = new Set([...loopBodies(graph)].filter(([, body]) => body.has(nodeId)).map(([id]) => id));
  const starts = new Set(graph.edges.filter((edge) => loops.has(edge.source)).map((edge) => edge.target));
  const first = run.steps.find((step) => starts.has(step.nodeId) && step.iteration === iteration);
  return { index: Number(iteration.split('.').at(-1)), ...(first?.input !== undefined && { item: first.input }) };
}
