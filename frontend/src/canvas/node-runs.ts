import { DEFAULT_PORT, type Step, type StepStatus } from '@eventloom/backend/contract';
import { isSameRun, type NodeRun } from './canvas-overlay';
import { rollUp } from './roll-up';

/** What of a step the canvas shows. */
export type ShownStep = Pick<Step, 'nodeId' | 'status' | 'port' | 'error'>;

type Runs = Readonly<Record<string, NodeRun>>;

/** Statuses after which nothing more becomes of a step. */
const OVER: ReadonlySet<StepStatus> = new Set(['succeeded', 'failed', 'cancelled']);

interface Tally {
  status: StepStatus;
  total: number;
  over: number;
  failed: number;
  sent: Map<string, number>;
  error: string | undefined;
}

/**
 * What each step came to, by its id; in a loop, what its iterations came to together. What did not change since `before`
 * stays the same object, so that only the steps that changed are drawn again.
 */
export function nodeRuns(steps: Iterable<ShownStep>, before: Runs = {}): Record<string, NodeRun> {
  const tallies = new Map<string, Tally>();
  for (const step of steps) {
    const tally = tallies.get(step.nodeId);
    if (tally) count(tally, step);
    else tallies.set(step.nodeId, count({ ...EMPTY, sent: new Map(), status: step.status }, step));
  }
  const runs: Record<string, NodeRun> = {};
  for (const [nodeId, tally] of tallies) {
    const known = Object.hasOwn(before, nodeId) ? before[nodeId] : undefined;
    const run = toRun(tally);
    runs[nodeId] = known && isSameRun(known, run) ? known : run;
  }
  return runs;
}

const EMPTY = { total: 0, over: 0, failed: 0, error: undefined };

function count(tally: Tally, { status, port, error }: ShownStep): Tally {
  tally.status = rollUp(tally.status, status);
  // An iteration that went another way is none of this step's.
  if (status === 'skipped') return tally;
  tally.total += 1;
  if (OVER.has(status)) tally.over += 1;
  if (status === 'failed') tally.failed += 1;
  // A step whose only way out was taken does not tell it; what failed and goes on tells its own.
  const left = port ?? (status === 'succeeded' ? DEFAULT_PORT : undefined);
  if (left !== undefined) tally.sent.set(left, (tally.sent.get(left) ?? 0) + 1);
  // Of several failures the last one is told: while a loop goes on it is news.
  if (error) tally.error = error.message.split('\n', 1)[0];
  return tally;
}

function toRun({ status, total, over, failed, sent, error }: Tally): NodeRun {
  const ports = [...sent.keys()].sort();
  return {
    status,
    // Alone it may also mean that a disabled step has passed its input on, by whichever way is its first.
    ...(ports.some((port) => port !== DEFAULT_PORT) && { ports }),
    ...(error !== undefined && { error }),
    ...(total > 1 && { counts: { total, over, failed }, sent: Object.fromEntries(sent) }),
  };
}

/** `7/10, 1 failed`: how far the iterations of a step are. */
export function countsText({ total, over, failed }: NonNullable<NodeRun['counts']>): string {
  const done = `${over.toLocaleString()}/${total.toLocaleString()}`;
  return failed === 0 ? done : `${done}, ${failed.toLocaleString()} failed`;
}
