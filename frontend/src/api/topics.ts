import {
  proposedSchemaSchema,
  topicEndsSchema,
  topicPageSchema,
  topicSchema,
  type JsonSchema,
  type PutTopic,
  type Topic,
} from '@eventloom/backend/contract';
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pathOf, request } from './client';

/** The keys under which answers about topics are kept. */
export const topicKeys = {
  all: ['topics'],
  list: (q: string | undefined) => ['topics', 'list', q],
  detail: (type: string) => ['topics', 'detail', type],
  ends: ['topic-ends'],
  endsOf: (type: string) => ['topic-ends', type],
} as const;

/** Their rates change by themselves. */
const REFRESH_MS = 10_000;

const topicListQuery = (q?: string) =>
  infiniteQueryOptions({
    queryKey: topicKeys.list(q),
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/topics', topicPageSchema, { query: { q, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: REFRESH_MS,
  });

export const topicQuery = (type: string) =>
  queryOptions({
    queryKey: topicKeys.detail(type),
    queryFn: ({ signal }) => request('GET', pathOf('topics', type), topicSchema, { signal }),
    refetchInterval: REFRESH_MS,
  });

/** They change as workflows do, see `useSeamRefresh`. */
const topicEndsQuery = (type: string) =>
  queryOptions({
    queryKey: topicKeys.endsOf(type),
    queryFn: ({ signal }) => request('GET', pathOf('topics', type, 'ends'), topicEndsSchema, { signal }),
    staleTime: 30_000,
  });

export const useTopicEnds = (type: string) => useQuery(topicEndsQuery(type));
export const useTopics = (q?: string) => useInfiniteQuery(topicListQuery(q));
export const useTopic = (type: string) => useQuery(topicQuery(type));
export const useTopicIfKnown = (type: string | undefined) =>
  useQuery({ ...topicQuery(type ?? ''), enabled: type !== undefined });

/** Changes what is known of a topic, or makes it known; what is absent stays as it is. */
export function putTopic(type: string, body: PutTopic): Promise<Topic> {
  return request('PUT', pathOf('topics', type), topicSchema, { body });
}

/** A schema that the latest events of a topic fit, and how many those were. */
export function proposeSchema(type: string): Promise<{ schema: JsonSchema; from: number }> {
  return request('GET', pathOf('topics', type, 'proposed-schema'), proposedSchemaSchema);
}
