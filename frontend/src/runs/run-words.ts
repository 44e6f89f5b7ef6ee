import type { RunSummary, WaitReason } from '@eventloom/backend/contract';
import { formatAbsolute } from '../ui/format';

/** The end of an id, enough to tell one run from another in a list. */
export function shortId(id: string): string {
  return id.slice(-8);
}

/** The version that ran: `@3`, or `draft`. */
export function versionText(run: Pick<RunSummary, 'workflowVersion'>): string {
  return run.workflowVersion === null ? 'draft' : `@${run.workflowVersion}`;
}

/** The name of the workflow, which may be gone by now. */
export function workflowTitle(run: Pick<RunSummary, 'workflowName'>): string {
  return run.workflowName === '' ? 'Deleted workflow' : run.workflowName;
}

/** Why a run waits, with times as the reader's clock has them and runs by their short ids. */
export function readable({ sentence, until, runId, heldBy = [] }: WaitReason): string {
  const ids = runId === undefined ? heldBy : [runId, ...heldBy];
  const timed = until === undefined ? sentence : sentence.replaceAll(until, formatAbsolute(until));
  return ids.reduce((text, id) => text.replaceAll(id, shortId(id)), timed);
}
