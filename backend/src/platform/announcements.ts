import type { StepChange, WorkflowStatus } from '../contract/index.js';

/**
 * What is announced inside a process by the event emitter: for the live view, metrics and those who wait for an answer.
 * Nothing that must not be lost is ever announced only. Each announcement covers a whole group.
 */
export interface Announcements {
  /** Runs came into being, began, were suspended or ended. */
  'runs.changed': { runIds: string[] };
  'steps.changed': { steps: StepChange[] };
  'runs.ended': { runs: { id: string; workflowId: string; status: 'succeeded' | 'failed' | 'cancelled' }[] };
  'workflow.changed': {
    workflowId: string;
    revision: number;
    publishedVersion: number | null;
    status: WorkflowStatus;
  };
}
