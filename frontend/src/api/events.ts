import {
  eventChainSchema,
  eventDetailSchema,
  eventSchema,
  jobStartedSchema,
  pageSchema,
  type ReplayEvents,
} from '@eventloom/backend/contract';
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { pathOf, request } from './client';

export interface EventFilter {
  type?: string;
  subject?: string;
  /** Times as ISO 8601; accepted in `[from, to)`. */
  from?: string;
  to?: string;
}

/** The keys under which answers about events are kept. */
export const eventKeys = {
  all: ['events'],
  list: (filter: EventFilter) => ['events', 'list', filter],
  detail: (id: string) => ['events', 'detail', id],
  chain: (id: string) => ['events', 'chain', id],
} as const;

/** An event as the pages need it: its data stays as it came, since checking megabytes of JSON takes longer than showing it. */
const shownEventSchema = eventSchema.extend({ data: z.unknown().optional() });
const shownDetailSchema = eventDetailSchema.extend({ event: shownEventSchema });
const shownPageSchema = pageSchema(shownEventSchema);
export type ShownEvent = z.infer<typeof shownEventSchema>;
export type ShownEventDetail = z.infer<typeof shownDetailSchema>;

const eventListQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: eventKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/events', shownPageSchema, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: eventKeys.detail(id),
    queryFn: ({ signal }) => request('GET', pathOf('events', id), shownDetailSchema, { signal }),
    structuralSharing: false,
  });

const eventChainQuery = (id: string) =>
  queryOptions({
    queryKey: eventKeys.chain(id),
    queryFn: ({ signal }) => request('GET', pathOf('events', id, 'chain'), eventChainSchema, { signal }),
  });

export const useEvents = (filter: EventFilter) => useInfiniteQuery(eventListQuery(filter));
export const useEvent = (id: string) => useQuery(eventQuery(id));
export const useEventChain = (id: string) => useQuery(eventChainQuery(id));

/** Hands an event out again, to one consumer or to all; answers the job that does so. */
export async function replayEvent(id: string, workflowId?: string): Promise<string> {
  const body = workflowId === undefined ? {} : { workflowId };
  return (await request('POST', pathOf('events', id, 'replay'), jobStartedSchema, { body })).jobId;
}

/** Hands many events out again; answers the job that does so. */
export async function replayEvents(body: ReplayEvents): Promise<string> {
  return (await request('POST', '/events/replay', jobStartedSchema, { body })).jobId;
}
