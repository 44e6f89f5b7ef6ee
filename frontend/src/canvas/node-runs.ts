import type { Step } from '@eventloom/backend/contract';
import type { NodeRun } from './canvas-overlay';

/** What each step came to, by its id. Of several iterations the failed one counts, else the last. */
export function nodeRuns(
  steps: readonly Pick<Step, 'nodeId' | 'status' | 'port' | 'error'>[],
): Record<string, NodeRun> {
  const runs: Record<string, NodeRun> = {};
  for (const { nodeId, status, port, error } of steps) {
    if (runs[nodeId]?.status === 'failed') continue;
    const firstLine = error?.message.split('\n', 1)[0];
    runs[nodeId] = {
      status,
      ...(port !== undefined && { port }),
      ...(firstLine !== undefined && { error: firstLine }),
    };
  }
  return runs;
}
