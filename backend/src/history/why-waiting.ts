import type { RetryPolicy, Graph, WaitReason } from '../contract/index.js';
import type { AttemptState, Wait } from '../engine/index.js';
import type { Run } from './run.entity.js';
import type { Step } from './step.entity.js';

type Held = Pick<WaitReason, 'type' | 'key' | 'until' | 'heldBy'>;
type Labels = (nodeId: string) => string;

/** Why a run that has not ended is not running: what each of its steps waits for, or what keeps it from its start. */
export function whyWaiting(
  run: Pick<Run, 'status' | 'held' | 'finishedAt'>,
  graph: Graph,
  steps: readonly Step[],
): WaitReason[] {
  if (run.finishedAt !== null) return [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const labelOf: Labels = (id) => nodes.get(id)?.label ?? id;
  const waiting = steps.flatMap((step) =>
    step.status === 'waiting' ? [toReason(step, labelOf, nodes.get(step.nodeId)?.retry)] : [],
  );
  if (run.held !== null) return [heldReason(JSON.parse(run.held) as Held), ...waiting];
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

function heldReason(held: Held): WaitReason {
  return { ...held, sentence: describeHeld(held) };
}

function describeHeld({ type, key, until, heldBy = [] }: Held): string {
  const of = key ? ` for “${key}”` : '';
  switch (type) {
    case 'paused':
      return 'The workflow is paused: this run begins when it is resumed.';
    case 'concurrency':
      return `Waits for its turn${of}: so many runs as the workflow allows at a time are under way${heldBy.length > 0 ? ` (${heldBy.join(', ')})` : ''}.`;
    case 'throttle':
      return `Waits for its turn${of}: the workflow begins only so many runs in a period${until ? `; this one at ${until}` : ''}.`;
    case 'debounce':
      return `Waits whether another event follows${of}${until ? `, until ${until}` : ''}.`;
    case 'batch':
      return `Waits for more events to go with it${of}${until ? `, until ${until} at the latest` : ''}.`;
    default:
      return 'Waits for its turn.';
  }
}
