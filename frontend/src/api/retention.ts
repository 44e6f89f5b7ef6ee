import { pruneResultSchema, retentionSchema, type PruneResult } from '@eventloom/backend/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './client';

/** The key under which the answer about what is kept is kept. */
export const retentionKey = ['retention'] as const;

const retentionQuery = queryOptions({
  queryKey: retentionKey,
  queryFn: ({ signal }) => request('GET', '/retention', retentionSchema, { signal }),
});

export const useRetention = () => useQuery(retentionQuery);

/** Prunes now; answers when that is done. */
export function prune(): Promise<PruneResult> {
  return request('POST', '/retention/prune', pruneResultSchema);
}
