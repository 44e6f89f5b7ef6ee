import { pageSchema, type DecideApproval } from '@eventloom/backend/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request, send } from './client';

/** What a run asks of a person. */
const approvalSchema = z.object({
  runId: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  nodeId: z.string(),
  iteration: z.string().optional(),
  message: z.string(),
  requestedAt: z.string(),
  until: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const APPROVALS = ['approvals'] as const;

export const approvalsQuery = infiniteQueryOptions({
  queryKey: APPROVALS,
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/approvals', pageSchema(approvalSchema), { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const useApprovals = () => useInfiniteQuery(approvalsQuery);

/** Answers a run that waits for a decision. @throws ApiError 409 if it is decided already. */
export function decideApproval(runId: string, nodeId: string, body: DecideApproval): Promise<void> {
  return send('POST', `/runs/${encodeURIComponent(runId)}/approvals/${encodeURIComponent(nodeId)}`, { body });
}
