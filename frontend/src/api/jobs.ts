import { jobPageSchema, jobResultPageSchema, jobSchema, type Job } from '@eventloom/backend/contract';
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pathOf, request, send } from './client';

const POLL_MS = 700;

/** Tells whether there is nothing more to come of a job. */
export function isJobOver({ status }: Pick<Job, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/** A job as it goes on; asked for again until it is over. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => request('GET', pathOf('jobs', id), jobSchema, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isJobOver(data) ? false : POLL_MS),
  });

/** The newest jobs, of whoever started them; asked for once. */
const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }) => request('GET', '/jobs', jobPageSchema, { signal }),
  staleTime: Infinity,
});

const jobResultsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['job-results', id],
    queryFn: ({ pageParam, signal }) =>
      request('GET', pathOf('jobs', id, 'results'), jobResultPageSchema, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useJob = (id: string) => useQuery(jobQuery(id));
export const useJobs = () => useQuery(jobsQuery);
export const useJobResults = (id: string) => useInfiniteQuery(jobResultsQuery(id));

/** Ends a job after what it is doing right now; what it has done stays done. */
export function cancelJob(id: string): Promise<void> {
  return send('POST', pathOf('jobs', id, 'cancel'));
}
