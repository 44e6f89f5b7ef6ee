import type { WorkflowSummary } from '@eventloom/backend/contract';
import { StateBadge } from './state-badge';
import classes from './workflow-state.module.css';

/** Draft, published (and which version) or paused; and whether the draft has changes that are not out yet. */
export function WorkflowState({ workflow }: { workflow: WorkflowSummary }) {
  const { status, publishedVersion, changed } = workflow;
  return (
    <span className={classes.state}>
      <StateBadge state={status} />
      {publishedVersion !== null && <span className={classes.version}>@{publishedVersion}</span>}
      {publishedVersion !== null && changed && <span className={classes.pending}>changes pending</span>}
    </span>
  );
}
