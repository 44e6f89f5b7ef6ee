import { Button } from '@mantine/core';
import type { Retention } from '@eventloom/backend/contract';
import { useState } from 'react';
import { useRetention } from '../../api/retention';
import { Figure, Figures } from '../../ui/figures';
import { formatBytes, formatCount } from '../../ui/format';
import { ListState } from '../../ui/list-state';
import { useNow } from '../../ui/use-now';
import { SettingsPage } from '../settings-page';
import { DaysTable } from './days-table';
import { begunDays, sumOf } from './kept-days';
import { PruneDialog } from './prune-dialog';
import { PruningsTable } from './prunings-table';
import classes from './retention.module.css';
import { TopicTimes } from './topic-times';

const MINUTE_MS = 60_000;

/** How long history is kept, and what of it uses the disk. */
export function RetentionPage() {
  const query = useRetention();
  const [isAsking, ask] = useState(false);
  return (
    <SettingsPage
      title="Retention"
      intro="Events, runs and their steps go when their time is over, and so do entries of the audit log."
      actions={
        <Button variant="default" onClick={() => ask(true)}>
          Prune now
        </Button>
      }
    >
      <ListState name="Retention" query={query} />
      {query.data && <Kept retention={query.data} />}
      <PruneDialog days={query.data?.days} opened={isAsking} onClose={() => ask(false)} />
    </SettingsPage>
  );
}

function Kept({ retention: { days, topics, partitions, prunings } }: { retention: Retention }) {
  const now = useNow(MINUTE_MS);
  const sum = sumOf(partitions);
  return (
    <>
      <Figures label="What is kept" isLarge>
        <Figure name="Kept for">{formatCount(days, 'day')}</Figure>
        <Figure name="On disk">{formatBytes(sum.bytes)}</Figure>
        <Figure name="Events, about">{sum.events.toLocaleString()}</Figure>
        <Figure name="Runs, about">{sum.runs.toLocaleString()}</Figure>
        <Figure name="Steps, about">{sum.steps.toLocaleString()}</Figure>
      </Figures>
      <p className={classes.hint}>
        Set <code>EVENTLOOM_RETENTION_DAYS</code> and restart to keep everything longer or shorter; a topic can have a
        time of its own.
      </p>
      <TopicTimes topics={topics} />
      <h2 className={classes.title}>By day</h2>
      <DaysTable days={begunDays(partitions, now)} />
      {prunings.length > 0 && (
        <>
          <h2 className={classes.title}>Pruned lately</h2>
          <PruningsTable prunings={prunings} />
        </>
      )}
    </>
  );
}
