import { activitySchema, type WorkflowActivity } from '@eventloom/backend/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { request } from './client';

const EVERY_MS = 15_000;

const activityQuery = queryOptions({
  queryKey: ['activity'],
  queryFn: ({ signal }) => request('GET', '/activity', activitySchema, { signal }),
  refetchInterval: EVERY_MS,
});

/** How the installation does, looked at again every few seconds. */
export function useActivity() {
  return useQuery(activityQuery);
}

/** What each workflow did within a day, by its id. */
export function useWorkflowActivity(): ReadonlyMap<string, WorkflowActivity> {
  const { data } = useActivity();
  return useMemo(() => new Map(data?.workflows.map((each) => [each.workflowId, each])), [data]);
}
