import {
  errorGroupPageSchema,
  errorGroupSchema,
  jobStartedSchema,
  runPageSchema,
  type BulkRuns,
  type ErrorGroup,
} from '@eventloom/backend/contract';
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pathOf, request } from './client';
import { countMatching } from './count-matching';

export interface ErrorGroupFilter {
  workflowId?: string;
  status?: ErrorGroup['status'];
}

/** The keys under which answers about groups of errors are kept. */
export const errorGroupKeys = {
  all: ['error-groups'],
  list: (filter: ErrorGroupFilter) => ['error-groups', 'list', filter],
  detail: (fingerprint: string) => ['error-groups', 'detail', fingerprint],
  runs: (fingerprint: string) => ['error-groups', 'runs', fingerprint],
  count: (fingerprint: string) => ['error-groups', 'count', fingerprint],
} as const;

const groupListQuery = (filter: ErrorGroupFilter) =>
  infiniteQueryOptions({
    queryKey: errorGroupKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/errors', errorGroupPageSchema, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

const runsOf = (fingerprint: string, signal: AbortSignal, cursor?: string, limit?: number) =>
  request('GET', '/runs', runPageSchema, {
    query: { errorGroup: fingerprint, status: 'failed', cursor, limit },
    signal,
  });

const groupRunsQuery = (fingerprint: string) =>
  infiniteQueryOptions({
    queryKey: errorGroupKeys.runs(fingerprint),
    queryFn: ({ pageParam, signal }) => runsOf(fingerprint, signal, pageParam, 20),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useErrorGroups = (filter: ErrorGroupFilter) => useInfiniteQuery(groupListQuery(filter));
export const useGroupRuns = (fingerprint: string) => useInfiniteQuery(groupRunsQuery(fingerprint));
export const useErrorGroup = (fingerprint: string) =>
  useQuery({
    queryKey: errorGroupKeys.detail(fingerprint),
    queryFn: ({ signal }) => request('GET', pathOf('errors', fingerprint), errorGroupSchema, { signal }),
  });

/** How many of its runs are still there, as far as they are counted. */
export function countGroupRuns(fingerprint: string, signal: AbortSignal) {
  return countMatching((cursor, limit) => runsOf(fingerprint, signal, cursor, limit));
}

/** Marks a group as dealt with, or as open again. */
export function markGroup(fingerprint: string, as: 'resolve' | 'reopen'): Promise<ErrorGroup> {
  return request('POST', pathOf('errors', fingerprint, as), errorGroupSchema);
}

/** Runs all of a group again; answers the job that does so. */
export async function retryGroup(fingerprint: string, how: Pick<BulkRuns, 'from' | 'version'>): Promise<string> {
  const body = { action: 'retry', filter: { errorGroup: fingerprint, status: 'failed' }, ...how };
  return (await request('POST', '/runs/bulk', jobStartedSchema, { body })).jobId;
}
