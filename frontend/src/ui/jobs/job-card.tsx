import { ActionIcon, Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Job } from '@eventloom/backend/contract';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { messageOf } from '../../api/api-error';
import { deadLetterKeys } from '../../api/dead-letters';
import { eventKeys } from '../../api/events';
import { cancelJob, isJobOver, jobQuery, useJob } from '../../api/jobs';
import { keys } from '../../api/queries';
import { StateGlyph } from '../state-badge';
import { JobResults } from './job-results';
import classes from './job-tray.module.css';
import { progressPercent, progressText } from './job-words';
import { dismissJob } from './watched-jobs';

/** What succeeded needs no answer, and goes by itself. */
const SHOWN_MS = 10_000;

/** How one job goes on: how far it is, the way to stop it, and what did not succeed. */
export function JobCard({ id }: { id: string }) {
  const { data: job, isError } = useJob(id);
  const [areResultsOpen, openResults] = useState(false);
  useEnd(job);
  useEffect(() => {
    if (isError) dismissJob(id);
  }, [isError, id]);
  if (!job) return null;
  const isOver = isJobOver(job);
  return (
    <article className={classes.card} aria-label={job.title} data-status={job.status}>
      <div className={classes.head}>
        <StateGlyph state={job.status} size={15} />
        <strong title={job.title}>{job.title}</strong>
        {isOver ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            aria-label={`Dismiss ${job.title}`}
            onClick={() => dismissJob(id)}
          >
            <X size={14} aria-hidden />
          </ActionIcon>
        ) : (
          <CancelButton id={id} />
        )}
      </div>
      {!isOver && (
        <Progress
          size="xs"
          value={progressPercent(job) ?? 100}
          animated={progressPercent(job) === undefined}
          aria-label={`Progress of ${job.title}`}
        />
      )}
      <div className={classes.foot}>
        <span role={isOver ? 'status' : undefined}>{progressText(job)}</span>
        {isOver && job.done > 0 && (job.failed > 0 || job.kind !== 'replay') && (
          <Button variant="subtle" size="compact-xs" onClick={() => openResults(true)}>
            Results
          </Button>
        )}
      </div>
      <JobResults job={job} opened={areResultsOpen} onClose={() => openResults(false)} />
    </article>
  );
}

function CancelButton({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelJob(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobQuery(id).queryKey }),
    onError: (error) => notifications.show({ color: 'red', title: 'Not cancelled', message: messageOf(error) }),
  });
  return (
    <Button variant="subtle" color="gray" size="compact-xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel
    </Button>
  );
}

/** Once it is over: what it has changed is asked for again, and what went well is taken away after a while. */
function useEnd(job: Job | undefined): void {
  const queryClient = useQueryClient();
  const isOver = job !== undefined && isJobOver(job);
  const isFine = isOver && job.status === 'succeeded' && job.failed === 0;
  const id = job?.id;
  useEffect(() => {
    if (!isOver) return;
    for (const queryKey of [keys.runs, eventKeys.all, deadLetterKeys.all])
      void queryClient.invalidateQueries({ queryKey });
  }, [isOver, queryClient]);
  useEffect(() => {
    if (!isFine || id === undefined) return undefined;
    const timer = setTimeout(() => dismissJob(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isFine, id]);
}
