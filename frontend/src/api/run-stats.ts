import { runStatsSchema } from '@eventloom/backend/contract';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './client';
import { keys, type RunFilter } from './queries';

/** While the time has no end, what happens now belongs to it. */
const REFRESH_MS = 10_000;

const runStatsQuery = (filter: RunFilter, buckets: number) =>
  queryOptions({
    queryKey: [...keys.runList(filter), 'stats', buckets],
    queryFn: ({ signal }) => request('GET', '/runs/stats', runStatsSchema, { query: { ...filter, buckets }, signal }),
    refetchInterval: filter.to === undefined && REFRESH_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** How many runs of a filter there were over time, and how long they took; without times, in the last hour. */
export const useRunStats = (filter: RunFilter, buckets: number) => useQuery(runStatsQuery(filter, buckets));
