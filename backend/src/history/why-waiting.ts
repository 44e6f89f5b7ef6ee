import type { RetryPolicy, Graph, WaitReason } from '../contract/index.js';
import type { AttemptState, Wait } from '../engine/index.js';
import type { Run } from './run.entity.js';
import type { Step } from './step.entity.js';

type Labels = (nodeId: string) => string;

/** Why a run that has not ended is not running: what each of its steps waits for, or what keeps it from its start. */
export function whyWaiting(
  run: Pick<Run, 'status' | 'finishedAt'>,
  graph: Graph,
  steps: readonly Step[],
  held: WaitReason | undefined,
): WaitReason[] {
  if (run.finishedAt !== null) return [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const labelOf: Labels = (id) => nodes.get(id)?.label ?? id;
  const waiting = steps.flatMap((step) =>
    step.status === 'waiting' ? [toReason(step, labelOf, nodes.get(step.nodeId)?.retry)] : [],
  );
  if (held) return [held, ...waiting];
  if (run.status !== 'queued') return waiting;
  return [{ type: 'worker', sentence: 'Waits for a worker that is free.' }, ...waiting];
}

function toReason(step: Step, labelOf: Labels, retry: RetryPolicy | undefined): WaitReason {
  const place = { nodeId: step.nodeId, ...(step.iteration !== '' && { iteration: step.iteration }) };
  const until = step.wakeAt?.toISOString();
  const when = until === undefined ? {} : { until };
  const where = step.iteration === '' ? labelOf(step.nodeId) : `${labelOf(step.nodeId)}, iteration ${step.iteration}`;
  if (step.wait === null) {
    const attempt = (JSON.parse(step.attempts ?? '[]') as AttemptState[]).length + 1;
    const of = retry ? ` of ${retry.attempts}` : '';
    return {
      type: 'retry',
      ...place,
      ...when,
      attempt,
      sentence: `“${where}” is tried again: attempt ${attempt}${of} at ${until}.`,
    };
  }
  return { ...place, ...when, ...describeWait(where, (JSON.parse(step.wait) as Wait).for, until) };
}

function describeWait(
  where: string,
  what: Wait['for'],
  until: string | undefined,
): Omit<WaitReason, 'nodeId' | 'until'> {
  const latest = until === undefined ? '' : `, until ${until} at the latest`;
  switch (what.type) {
    case 'timer':
      return { type: 'timer', sentence: `“${where}” waits until ${until ?? 'further notice'}.` };
    case 'event': {
      const match = what.match === undefined ? {} : { match: what.match as WaitReason['match'] };
      const which = what.match === undefined ? '' : ' that fits its conditions';
      return {
        type: 'event',
        topic: what.topic,
        ...match,
        sentence: `“${where}” waits for an event “${what.topic}”${which}${latest}.`,
      };
    }
    case 'approval':
      return {
        type: 'approval',
        message: what.message,
        sentence: `“${where}” waits for a decision: ${what.message}${latest && ` (${latest.slice(2)})`}`,
      };
    case 'run':
      return { type: 'run', runId: what.runId, sentence: `“${where}” waits for the end of run ${what.runId}.` };
  }
}
