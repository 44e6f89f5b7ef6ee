import { Link } from '@tanstack/react-router';
import { UserRoundCheck } from 'lucide-react';
import { APPROVALS, useApprovals } from '../api/approvals';
import { useLiveRefresh } from '../api/use-live-refresh';
import { EmptyState } from '../ui/empty-state';
import { ListState, LoadMore } from '../ui/list-state';
import { Page } from '../ui/page';
import { workflowTitle } from '../ui/run-words';
import { TimeAgo } from '../ui/time-ago';
import { ApprovalCard } from './approval-card';
import classes from './approvals-page.module.css';

/** Everything that runs ask of people, the newest first; what is decided goes away. */
export function ApprovalsPage() {
  const query = useApprovals();
  useLiveRefresh(APPROVALS, { when: (change) => change.type === 'step' || change.type === 'run' });
  const approvals = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title="Approvals" intro="Runs that wait for somebody to decide.">
      <ListState name="Approvals" query={query} />
      {query.isSuccess && approvals.length === 0 && (
        <EmptyState
          icon={<UserRoundCheck size={32} aria-hidden />}
          text="Nothing waits for a decision. A run asks here when it reaches an approval step."
        />
      )}
      {approvals.length > 0 && (
        <ul className={classes.list} aria-label="Approvals">
          {approvals.map((approval) => (
            <li key={`${approval.runId} ${approval.nodeId} ${approval.iteration ?? ''}`}>
              <ApprovalCard question={approval}>
                <Link to="/runs/$runId" params={{ runId: approval.runId }} search={{ step: approval.nodeId }}>
                  {workflowTitle(approval)}
                </Link>
                {' · asked '}
                <TimeAgo time={approval.requestedAt} />
              </ApprovalCard>
            </li>
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </Page>
  );
}
