import type { Change, GraphNode, RunError, RunSummary, Step, StepChange } from '@eventloom/backend/contract';
import { stepKey } from '../../api/step-key';

type StepSeen = Pick<StepChange, 'nodeId' | 'iteration' | 'status' | 'port' | 'error' | 'startedAt'>;

/** One run of the chain that is shown. */
export interface SeenRun {
  run: RunSummary;
  /** By node, and in a loop by iteration too. */
  steps: ReadonlyMap<string, StepSeen>;
}

/**
 * What was started from the canvas and all that it set off: runs that belong to the same chain of events are shown
 * together. What can't be placed yet is kept, since a quick run's steps are told before the run itself.
 */
export interface RunSession {
  runId: string;
  rootEventId: string | undefined;
  runs: ReadonlyMap<string, SeenRun>;
  waiting: readonly Change[];
}

/** So many changes are kept that may belong to a run that is not known yet. */
const LONGEST_WAIT = 1000;

export function beginSession(runId: string): RunSession {
  return { runId, rootEventId: undefined, runs: new Map(), waiting: [] };
}

/** Takes in what the live stream told. */
export function takeChanges(session: RunSession, changes: readonly Change[]): RunSession {
  const all = [...session.waiting, ...changes];
  const rootEventId = session.rootEventId ?? rootOf(all, session.runId);
  if (rootEventId === undefined) return { ...session, waiting: all };
  const runs = new Map(session.runs);
  for (const change of all) if (change.type === 'run' && change.rootEventId === rootEventId) putRun(runs, change.run);
  const steps = all.filter((change) => change.type === 'step');
  putSteps(runs, steps);
  const waiting = steps.filter((step) => !runs.has(step.runId)).slice(-LONGEST_WAIT);
  return { ...session, rootEventId, runs, waiting };
}

/** Takes in a run as it was fetched, where the stream may have missed something. */
export function takeRun(
  session: RunSession,
  run: RunSummary & { steps: readonly Omit<Step, 'input' | 'output'>[] },
): RunSession {
  const runs = new Map(session.runs);
  runs.set(run.id, { run, steps: new Map(run.steps.map((step) => [stepKey(step), step])) });
  return { ...session, runs };
}

function rootOf(changes: readonly Change[], runId: string): string | undefined {
  const first = changes.find((change) => change.type === 'run' && change.run.id === runId);
  return first?.type === 'run' ? first.rootEventId : undefined;
}

function putRun(runs: Map<string, SeenRun>, run: RunSummary): void {
  runs.set(run.id, { run, steps: runs.get(run.id)?.steps ?? new Map() });
}

/** Each run's steps are copied once for all changes: a loop brings many at a time. */
function putSteps(runs: Map<string, SeenRun>, changes: readonly StepChange[]): void {
  const copies = new Map<string, Map<string, StepSeen>>();
  for (const change of changes) {
    const seen = runs.get(change.runId);
    if (!seen) continue;
    const steps = copies.get(change.runId) ?? new Map(seen.steps);
    copies.set(change.runId, steps.set(stepKey(change), change));
  }
  for (const [runId, steps] of copies) {
    const seen = runs.get(runId);
    if (seen) runs.set(runId, { ...seen, steps });
  }
}

export function isOver({ status }: Pick<RunSummary, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** Whether nothing of the chain is under way any more. */
export function isSettled(session: RunSession): boolean {
  return session.runs.size > 0 && [...session.runs.values()].every(({ run }) => isOver(run));
}

/** What became of each step, with all its iterations; where two runs share a step, in the one that reached it last. */
export function stepsShown(session: RunSession): StepSeen[] {
  const shown = new Map<string, Reached>();
  for (const { steps } of session.runs.values())
    for (const [nodeId, reached] of reachedIn(steps.values())) {
      const other = shown.get(nodeId);
      if (!other || reached.at >= other.at) shown.set(nodeId, reached);
    }
  return [...shown.values()].flatMap(({ steps }) => steps);
}

/** The iterations of a node in one run, and when the last of them began. */
interface Reached {
  at: string;
  steps: StepSeen[];
}

function reachedIn(steps: Iterable<StepSeen>): Map<string, Reached> {
  const byNode = new Map<string, Reached>();
  for (const step of steps) {
    const at = step.startedAt ?? '';
    const reached = byNode.get(step.nodeId);
    if (!reached) byNode.set(step.nodeId, { at, steps: [step] });
    else {
      reached.steps.push(step);
      if (at > reached.at) reached.at = at;
    }
  }
  return byNode;
}

/** What went wrong with a step, and in which of the runs that are shown: the last one that tells. */
export function failureOf(session: RunSession, nodeId: string): { runId: string; error: RunError } | undefined {
  return [...session.runs.values()]
    .flatMap(({ run, steps }) =>
      [...steps.values()].flatMap((step) =>
        step.nodeId === nodeId && step.error ? [{ runId: run.id, error: step.error, at: step.startedAt ?? '' }] : [],
      ),
    )
    .sort((one, other) => one.at.localeCompare(other.at))
    .map(({ runId, error }) => ({ runId, error }))
    .at(-1);
}

/** The parameter that a step failed for, where its error tells. */
export function faultyParam({ code, message, line }: RunError, params: GraphNode['params']): string | undefined {
  if (code === 'PARAM_INVALID') return /^[^.:]+/.exec(message)?.[0];
  return line !== undefined && typeof params['code'] === 'string' ? 'code' : undefined;
}

export interface Outcome {
  total: number;
  over: number;
  succeeded: number;
  failed: RunSummary | undefined;
  /** What goes on by itself no more: it waits for a time, an event, a person. */
  waiting: RunSummary | undefined;
  cancelled: number;
  /** From the first start to the last end. */
  durationMs: number;
}

export function outcomeOf(session: RunSession): Outcome {
  const runs = [...session.runs.values()].map(({ run }) => run);
  const ends = runs.flatMap((run) => (run.finishedAt === null ? [] : [Date.parse(run.finishedAt)]));
  const starts = runs.map((run) => Date.parse(run.createdAt));
  return {
    total: runs.length,
    over: runs.filter(isOver).length,
    succeeded: runs.filter((run) => run.status === 'succeeded').length,
    failed: runs.find((run) => run.status === 'failed'),
    waiting: runs.some((run) => run.status === 'running') ? undefined : runs.find((run) => run.status === 'waiting'),
    cancelled: runs.filter((run) => run.status === 'cancelled').length,
    durationMs: ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts),
  };
}
