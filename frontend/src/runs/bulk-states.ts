import { toStatuses, type RunStatus } from '@eventloom/backend/contract';
import { isOver } from './live-run';

const OPEN: readonly RunStatus[] = ['queued', 'running', 'waiting'];

/** The states that a cancellation of all that match reaches; none if there is nothing to cancel among them. */
export function cancellable(status: string | undefined): readonly RunStatus[] {
  return status === undefined ? OPEN : toStatuses(status).filter((one) => !isOver(one));
}

/** The states that a retry of all that match reaches: they have to be named, so that nobody repeats what succeeded by chance. */
export function retryable(status: string | undefined): readonly RunStatus[] {
  const named = toStatuses(status);
  return named.every(isOver) ? named : [];
}
