import type { Change } from '@eventloom/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribeChanges } from '../api/live';
import { runQuery, useRun } from '../api/queries';
import { useLiveRefresh } from '../api/use-live-refresh';
import { isOver, patchRun } from './live-run';

/** A run that follows the stream: states at once, data as steps end. */
export function useLiveRun(runId: string) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { queryKey } = runQuery(runId);
    return subscribeChanges({ runId }, (changes) => {
      queryClient.setQueryData(queryKey, (run) => run && patchRun(run, changes));
    });
  }, [queryClient, runId]);
  useLiveRefresh(runQuery(runId).queryKey, { filter: { runId }, when: bringsData, everyMs: 300 });
  return useRun(runId);
}

/** What a step gave, and its attempts, can be fetched once it is over. */
function bringsData(change: Change): boolean {
  if (change.type === 'run') return isOver(change.run.status);
  return change.type === 'step' && (isOver(change.status) || change.status === 'waiting');
}
