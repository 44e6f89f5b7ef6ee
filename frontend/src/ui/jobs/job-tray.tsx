import { Suspense, useEffect } from 'react';
import { isJobOver, useJobs } from '../../api/jobs';
import { lazyPart } from '../lazy-part';
import classes from './job-tray.module.css';
import { useWatchedJobs, watchJob } from './watched-jobs';

const JobCard = lazyPart(() => import('./job-card').then((module) => module.JobCard));

/** The jobs that go on, over every page: those started here, and those that were under way when the page was opened. */
export function JobTray() {
  const ids = useWatchedJobs((state) => state.ids);
  const { data } = useJobs();
  useEffect(() => {
    for (const job of data?.items ?? []) if (!isJobOver(job)) watchJob(job.id);
  }, [data]);
  if (ids.length === 0) return null;
  return (
    <section className={classes.tray} aria-label="Jobs">
      <Suspense>
        {ids.map((id) => (
          <JobCard key={id} id={id} />
        ))}
      </Suspense>
    </section>
  );
}
