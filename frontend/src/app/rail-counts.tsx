import { VisuallyHidden } from '@mantine/core';
import { APPROVALS, useApprovals } from '../api/approvals';
import { deadLetterKeys, useOpenDeadLetters } from '../api/dead-letters';
import { useLiveRefresh } from '../api/use-live-refresh';
import classes from './nav-rail.module.css';

const EVERY_MS = 3000;

/** How many decisions people are asked for; nothing if none. */
export function OpenApprovals() {
  const { data } = useApprovals();
  useLiveRefresh(APPROVALS, {
    when: (change) => change.type === 'run' && change.run.status !== 'running' && change.run.status !== 'queued',
    everyMs: EVERY_MS,
  });
  const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  return <Count count={count} isMore={data?.pages.at(-1)?.nextCursor !== null} tone="human" />;
}

/** How many dead letters wait for somebody; nothing if none. */
export function OpenDeadLetters() {
  const { data } = useOpenDeadLetters();
  useLiveRefresh(deadLetterKeys.open, {
    when: (change) => change.type === 'run' && change.run.finishedAt !== null,
    everyMs: EVERY_MS,
  });
  return <Count count={data?.items.length ?? 0} isMore={data?.nextCursor !== null} tone="dead-letter" />;
}

function Count({ count, isMore, tone }: { count: number; isMore: boolean; tone: 'human' | 'dead-letter' }) {
  if (count === 0) return null;
  return (
    <span className={classes.count} data-tone={tone}>
      {count}
      {isMore && '+'}
      <VisuallyHidden> waiting</VisuallyHidden>
    </span>
  );
}
