import type { RunSummary } from '@eventloom/backend/contract';

/** The end of an id, enough to tell one run or event from another in a list. */
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
