import { approvalPageSchema, type DecideApproval } from '@eventloom/backend/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { request, send } from './client';

/** What runs ask of people. */
export const APPROVALS = ['approvals'] as const;

const approvalsQuery = infiniteQueryOptions({
  queryKey: APPROVALS,
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/approvals', approvalPageSchema, { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const useApprovals = () => useInfiniteQuery(approvalsQuery);

/** Answers a run that waits for a decision. @throws ApiError 409 if it is decided already. */
export function decideApproval(runId: string, nodeId: string, body: DecideApproval): Promise<void> {
  return send('POST', `/runs/${encodeURIComponent(runId)}/approvals/${encodeURIComponent(nodeId)}`, { body });
}
