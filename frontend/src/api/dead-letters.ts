import {
  deadLetterDetailSchema,
  deadLetterPageSchema,
  deadLetterReplayedSchema,
  jobStartedSchema,
  type BulkDeadLetters,
  type DeadLetter,
} from '@eventloom/backend/contract';
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { pathOf, request, send } from './client';
import { countMatching } from './count-matching';

export interface DeadLetterFilter {
  workflowId?: string;
  /** The topic. */
  type?: string;
  status?: DeadLetter['status'];
  from?: string;
  to?: string;
}

/** The keys under which answers about dead letters are kept. */
export const deadLetterKeys = {
  all: ['dead-letters'],
  list: (filter: DeadLetterFilter) => ['dead-letters', 'list', filter],
  detail: (id: string) => ['dead-letters', 'detail', id],
  open: ['dead-letters', 'open'],
} as const;

/** The data stays as it came: checking megabytes of JSON takes longer than showing it. */
const shownDetailSchema = deadLetterDetailSchema.extend({ data: z.unknown() });
export type ShownDeadLetter = z.infer<typeof shownDetailSchema>;

const pageOf = (filter: DeadLetterFilter, cursor: string | undefined, signal?: AbortSignal, limit?: number) =>
  request('GET', '/dead-letters', deadLetterPageSchema, { query: { ...filter, cursor, limit }, signal });

const deadLetterListQuery = (filter: DeadLetterFilter) =>
  infiniteQueryOptions({
    queryKey: deadLetterKeys.list(filter),
    queryFn: ({ pageParam, signal }) => pageOf(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

const deadLetterQuery = (id: string) =>
  queryOptions({
    queryKey: deadLetterKeys.detail(id),
    queryFn: ({ signal }) => request('GET', pathOf('dead-letters', id), shownDetailSchema, { signal }),
    structuralSharing: false,
  });

const openDeadLettersQuery = queryOptions({
  queryKey: deadLetterKeys.open,
  queryFn: ({ signal }) => pageOf({}, undefined, signal),
});

export const useDeadLetters = (filter: DeadLetterFilter) => useInfiniteQuery(deadLetterListQuery(filter));
export const useDeadLetter = (id: string) => useQuery(deadLetterQuery(id));
/** The first page of those that wait for somebody. */
export const useOpenDeadLetters = () => useQuery(openDeadLettersQuery);

/** How many match, as far as they are counted. */
export function countDeadLetters(filter: DeadLetterFilter, signal: AbortSignal) {
  return countMatching((cursor, limit) => pageOf(filter, cursor, signal, limit));
}

/** Gives a consumer its event again, or a new one with other data; answers the event and the run. */
export function replayDeadLetter(
  id: string,
  body: { data?: unknown } = {},
): Promise<{ eventId: string; runId: string }> {
  return request('POST', pathOf('dead-letters', id, 'replay'), deadLetterReplayedSchema, { body });
}

export function discardDeadLetter(id: string): Promise<void> {
  return send('DELETE', pathOf('dead-letters', id));
}

/** Replays or discards many; answers the job that does so. */
export async function bulkDeadLetters(body: BulkDeadLetters): Promise<string> {
  return (await request('POST', '/dead-letters/bulk', jobStartedSchema, { body })).jobId;
}
