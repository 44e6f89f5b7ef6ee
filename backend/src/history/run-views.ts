import type {
  Attempt,
  Graph,
  GraphNode,
  LogLine,
  Run as RunView,
  RunError,
  RunStatus,
  RunSummary,
  RunTest,
  Step as StepView,
  StepStatus,
  WaitReason,
} from '../contract/index.js';
import {
  cutGraph,
  isIterationStart,
  planGraph,
  restoreFrames,
  stepInput,
  type AttemptState,
  type Plan,
  type StepState,
} from '../engine/index.js';
import type { Run } from './run.entity.js';
import type { Step } from './step.entity.js';
import { whyWaiting } from './why-waiting.js';

/** A run with the names that belong to it. */
export interface RunRow extends Run {
  workflowName: string | null;
  versionNumber: number | null;
}

/** A run that a step has started. */
export interface ChildRow {
  runId: string;
  nodeId: string;
  iteration: string;
}

/** What belongs to a run. */
export interface RunParts {
  steps: readonly Step[];
  /** The runs that its steps have started and wait for. */
  children?: readonly ChildRow[];
  /** What keeps it from its start. */
  held?: WaitReason | undefined;
  /** What it can be found by. */
  keys?: Record<string, string> | undefined;
}

/** What is known beside the row of a run. */
export interface RunExtras {
  triggerLabel?: string | undefined;
  keys?: Record<string, string> | undefined;
}

export function toSummary(row: RunRow, { triggerLabel, keys }: RunExtras = {}): RunSummary {
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
    // What a test of a stored event bears is no job.
    ...(row.replayId !== null && row.test === null && { replayId: row.replayId }),
    ...(row.test !== null && { test: JSON.parse(row.test) as RunTest }),
    ...(triggerLabel !== undefined && { triggerLabel }),
    ...(keys && { keys }),
  };
}

/**
 * @param data the data of the run's event: the output of its trigger
 * @param parts what else is known of the run
 */
export function toView(
  row: RunRow,
  graph: Graph,
  data: unknown,
  { steps, children = [], held, keys }: RunParts,
): RunView {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const order = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const { isOwn, derive } = lookInto(row, graph, data, steps);
  const childOf = new Map(children.map((child) => [`${child.iteration}/${child.nodeId}`, child.runId]));
  const views = steps.filter(isOwn).map((step) => {
    const childRunId = childOf.get(`${step.iteration}/${step.nodeId}`);
    return { ...toStepView(step, nodes.get(step.nodeId), derive(step)), ...(childRunId && { childRunId }) };
  });
  views.sort((a, b) => compare(a, b) || (order.get(a.nodeId) ?? 0) - (order.get(b.nodeId) ?? 0));
  return {
    ...toSummary(row, { triggerLabel: nodes.get(row.trigger)?.label, keys }),
    steps: [triggerStep(row, nodes.get(row.trigger), data), ...views],
    graph,
    retryOf: row.retryOf,
    parent: parentOf(row),
    waitingFor: whyWaiting(row, graph, steps, held),
  };
}

function parentOf({ parentRunId, parentNodeId, parentIteration }: RunRow): RunView['parent'] {
  if (parentRunId === null || parentNodeId === null) return null;
  return { runId: parentRunId, nodeId: parentNodeId, ...(parentIteration && { iteration: parentIteration }) };
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

function toStepView(step: Step, node: GraphNode | undefined, { input, output }: Derived): StepView {
  const hasRun = step.status !== 'skipped';
  return {
    nodeId: step.nodeId,
    nodeType: node?.type ?? '',
    ...(step.iteration !== '' && { iteration: step.iteration }),
    status: step.status as StepStatus,
    startedAt: step.startedAt?.toISOString() ?? null,
    finishedAt: step.finishedAt?.toISOString() ?? null,
    ...(hasRun && { input: (input ?? null) as StepView['input'] }),
    ...(output !== undefined && { output: output as StepView['output'] }),
    ...(step.port !== null && { port: step.port }),
    ...(step.error !== null && { error: JSON.parse(step.error) as RunError }),
    attempts: attemptsOf(step),
    ...(step.logs !== null && { logs: JSON.parse(step.logs) as LogLine[] }),
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

/** What is not stored of a step, since the engine tells it: its input, and the output of a loop. */
interface Derived {
  input: unknown;
  output: unknown;
}

interface Look {
  /** Whether a stored step is one to be shown, and not the start of an iteration. */
  isOwn: (step: Step) => boolean;
  derive: (step: Step) => Derived;
}

function lookInto(row: RunRow, graph: Graph, data: unknown, steps: readonly Step[]): Look {
  const outputOf = ({ output }: Step) => (output === null ? undefined : (JSON.parse(output) as unknown));
  if (!graph.nodes.some(({ id }) => id === row.trigger))
    return { isOwn: () => true, derive: (step) => ({ input: null, output: outputOf(step) }) };
  const plan = planGraph(cutOf(row, graph), row.trigger, new Map());
  const start: StepState = { status: 'succeeded', output: data, attempts: [] };
  const frames = restoreFrames(
    plan,
    start,
    steps.map((step) => ({ ...placeOf(step), step: toState(step, outputOf(step)) })),
  );
  const derive = (step: Step): Derived => {
    const frame = frames.get(step.iteration);
    if (!frame) return { input: null, output: outputOf(step) };
    const { plan: own, state } = frame;
    return { input: stepInput(own, state, step.nodeId), output: state.steps[step.nodeId]?.output };
  };
  return { isOwn: (step) => !isStart(plan, step), derive };
}

/** What of the graph the run ran: a test leaves things out. */
function cutOf({ test, trigger }: RunRow, graph: Graph): Graph {
  return test === null ? graph : cutGraph(graph, trigger, JSON.parse(test) as RunTest);
}

function isStart(plan: Plan, step: Step): boolean {
  return isIterationStart(plan, placeOf(step));
}

function placeOf({ nodeId, iteration }: Step): { nodeId: string; iteration?: string } {
  return iteration === '' ? { nodeId } : { nodeId, iteration };
}

function toState({ status, port }: Step, output: unknown): StepState {
  return {
    status: status as StepState['status'],
    attempts: [],
    ...(port !== null && { port }),
    ...(output !== undefined && { output }),
  };
}

function compare(a: StepView, b: StepView): number {
  return (a.startedAt ?? a.finishedAt ?? '').localeCompare(b.startedAt ?? b.finishedAt ?? '');
}
