import { VisuallyHidden } from '@mantine/core';
import { APPROVALS, useApprovals } from '../api/approvals';
import { useLiveRefresh } from '../api/use-live-refresh';
import classes from './nav-rail.module.css';

/** How many decisions people are asked for; nothing if none. */
export function OpenApprovals() {
  const { data } = useApprovals();
  useLiveRefresh(APPROVALS, {
    when: (change) => change.type === 'run' && change.run.status !== 'running' && change.run.status !== 'queued',
    everyMs: 3000,
  });
  const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  if (count === 0) return null;
  const isMore = data?.pages.at(-1)?.nextCursor !== null;
  return (
    <span className={classes.count}>
      {count}
      {isMore && '+'}
      <VisuallyHidden> waiting</VisuallyHidden>
    </span>
  );
}
