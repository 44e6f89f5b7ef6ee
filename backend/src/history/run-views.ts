import type {
  Attempt,
  Graph,
  GraphNode,
  Run as RunView,
  RunError,
  RunStatus,
  RunSummary,
  Step as StepView,
  StepStatus,
} from '../contract/index.js';
import { planGraph, stepInput, type AttemptState, type RunState, type StepState } from '../engine/index.js';
import type { Run } from './run.entity.js';
import type { Step } from './step.entity.js';

/** A run with the names that belong to it. */
export interface RunRow extends Run {
  workflowName: string | null;
  versionNumber: number | null;
}

export function toSummary(row: RunRow): RunSummary {
  return {
    id: row.id,
    workflowId: row.workflowId,
    workflowName: row.workflowName ?? '',
    workflowVersion: row.versionNumber,
    status: row.status as RunStatus,
    eventId: row.eventId,
    trigger: row.trigger,
    attempt: row.attempt,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    ...(row.error !== null && { error: JSON.parse(row.error) as RunError }),
  };
}

/** @param data the data of the run's event: the output of its trigger */
export function toView(row: RunRow, graph: Graph, data: unknown, steps: readonly Step[]): RunView {
  const inputOf = inputs(row, graph, data, steps);
  const types = new Map(graph.nodes.map((node) => [node.id, node]));
  const order = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const views = steps.map((step) => toStepView(step, types.get(step.nodeId), inputOf(step.nodeId)));
  views.sort((a, b) => compare(a, b) || (order.get(a.nodeId) ?? 0) - (order.get(b.nodeId) ?? 0));
  return {
    ...toSummary(row),
    steps: [triggerStep(row, types.get(row.trigger), data), ...views],
    graph,
    retryOf: row.retryOf,
    parent: null,
    waitingFor: [],
  };
}

/** A trigger is no step that is stored: it is the event. */
function triggerStep(row: RunRow, node: GraphNode | undefined, data: unknown): StepView {
  const at = row.startedAt?.toISOString() ?? null;
  return {
    nodeId: row.trigger,
    nodeType: node?.type ?? '',
    status: row.startedAt ? 'succeeded' : 'pending',
    startedAt: at,
    finishedAt: at,
    output: data as StepView['output'],
    attempts: [],
  };
}

function toStepView(step: Step, node: GraphNode | undefined, input: unknown): StepView {
  const hasRun = step.status !== 'skipped';
  return {
    nodeId: step.nodeId,
    nodeType: node?.type ?? '',
    ...(step.iteration !== '' && { iteration: step.iteration }),
    status: step.status as StepStatus,
    startedAt: step.startedAt?.toISOString() ?? null,
    finishedAt: step.finishedAt?.toISOString() ?? null,
    ...(hasRun && { input: (input ?? null) as StepView['input'] }),
    ...(step.output !== null && { output: JSON.parse(step.output) as StepView['output'] }),
    ...(step.port !== null && { port: step.port }),
    ...(step.error !== null && { error: JSON.parse(step.error) as RunError }),
    attempts: attemptsOf(step),
  };
}

function attemptsOf({ attempts, status, startedAt, finishedAt }: Step): Attempt[] {
  if (attempts !== null) return (JSON.parse(attempts) as AttemptState[]).map(toAttempt);
  if (status !== 'succeeded' || !startedAt) return [];
  return [{ number: 1, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }];
}

function toAttempt({ number, startedAt, finishedAt, error }: AttemptState): Attempt {
  return {
    number,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
    ...(error && { error }),
  };
}

/** Inputs are not stored: the engine tells them from the outputs. */
function inputs(row: RunRow, graph: Graph, data: unknown, steps: readonly Step[]): (nodeId: string) => unknown {
  if (!graph.nodes.some(({ id }) => id === row.trigger)) return () => null;
  const plan = planGraph(graph, row.trigger, new Map());
  const states: Record<string, StepState> = { [row.trigger]: { status: 'succeeded', output: data, attempts: [] } };
  for (const step of steps) states[step.nodeId] = toState(step);
  const state: RunState = { steps: states };
  return (nodeId) => stepInput(plan, state, nodeId);
}

function toState({ status, port, output }: Step): StepState {
  return {
    status: status as StepState['status'],
    attempts: [],
    ...(port !== null && { port }),
    ...(output !== null && { output: JSON.parse(output) as unknown }),
  };
}

function compare(a: StepView, b: StepView): number {
  return (a.startedAt ?? a.finishedAt ?? '').localeCompare(b.startedAt ?? b.finishedAt ?? '');
}
