import type { RunStatus } from '@eventloom/backend/contract';
import { isOver } from './live-run';

const OPEN: readonly RunStatus[] = ['queued', 'running', 'waiting'];

/** The states that a cancellation of all that match reaches; none if there is nothing to cancel among them. */
export function cancellable(status: RunStatus | undefined): readonly RunStatus[] {
  if (status === undefined) return OPEN;
  return isOver(status) ? [] : [status];
}

/** The states that a retry of all that match reaches: one has to be named, so that nobody repeats what succeeded by chance. */
export function retryable(status: RunStatus | undefined): readonly RunStatus[] {
  return status !== undefined && isOver(status) ? [status] : [];
}
