import { auditCheckSchema, auditPageSchema, type AuditCheck } from '@eventloom/backend/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { request } from './client';

export interface AuditFilter {
  /** A part of the actor's name. */
  actor?: string;
  /** A whole action, or the kind of thing before its dot. */
  action?: string;
  /** Times as ISO 8601; done in `[from, to)`. */
  from?: string;
  to?: string;
}

const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/audit', auditPageSchema, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useAudit = (filter: AuditFilter) => useInfiniteQuery(auditQuery(filter));

/** Looks through the whole log for entries that somebody changed, added or removed. */
export function checkAudit(): Promise<AuditCheck> {
  return request('GET', '/audit/check', auditCheckSchema);
}
