import type { NodeRun } from './canvas-overlay';
import { rollUp } from './roll-up';

/** What the steps of a group came to together: the state that tells most, how many are over, the last error. */
export function groupRun(nodeIds: readonly string[], runs: Readonly<Record<string, NodeRun>>): NodeRun | undefined {
  const known = nodeIds.flatMap((id) => runs[id] ?? []);
  const [first] = known;
  if (!first) return undefined;
  const error = known.findLast((run) => run.error !== undefined)?.error;
  return {
    status: known.reduce((status, run) => rollUp(status, run.status), first.status),
    ...(error !== undefined && { error }),
    counts: {
      total: nodeIds.length,
      over: known.filter(({ status }) => !['pending', 'running', 'waiting'].includes(status)).length,
      failed: known.filter(({ status }) => status === 'failed').length,
    },
  };
}
