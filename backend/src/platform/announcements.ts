import type { StepChange, WorkflowStatus } from '../contract/index.js';

/** `milliseconds`: from its beginning to its end, if it has begun. */
export interface EndedRun {
  id: string;
  workflowId: string;
  status: 'succeeded' | 'failed' | 'cancelled';
  milliseconds?: number;
}

/**
 * What is announced inside a process by the event emitter: for the live view, metrics and those who wait for an answer.
 * Nothing that must not be lost is ever announced only. Each announcement covers a whole group.
 */
export interface Announcements {
  /** Runs came into being, began, were suspended or ended. */
  'runs.changed': { runIds: string[] };
  'steps.changed': { steps: StepChange[] };
  'runs.ended': { runs: EndedRun[] };
  /** Something came for runs from outside; the worker that has one of them in its hands looks it up. */
  'runs.signaled': { runIds: string[] };
  /** A step has answered the request that its run came from. */
  'runs.answered': { runIds: string[] };
  /** An event came for somebody who listens at a trigger of a draft. */
  'event.heard': { workflowId: string; nodeId: string; eventId: string };
  'workflow.changed': {
    workflowId: string;
    revision: number;
    publishedVersion: number | null;
    status: WorkflowStatus;
  };
}
