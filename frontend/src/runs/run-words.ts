import type { RunSummary } from '@eventloom/backend/contract';

/** The end of an id, enough to tell one run from another in a list. */
export function shortId(id: string): string {
  return id.slice(-8);
}

/** The version that ran: `@3`, or `draft`. */
export function versionText(run: Pick<RunSummary, 'workflowVersion'>): string {
  return run.workflowVersion === null ? 'draft' : `@${run.workflowVersion}`;
}
