import type { Change } from '@eventloom/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribeChanges } from '../api/live';
import { runQuery, type ShownRun } from '../api/queries';
import { useLiveRefresh } from '../api/use-live-refresh';
import { isOver, patchRun } from './live-run';

/** How often a run that does not go on is asked for, since what holds it may change without a word from itself. */
const ASK_HELD_MS = 5000;

/** A run that follows the stream: states at once, data as steps end. */
export function useLiveRun(runId: string) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { queryKey } = runQuery(runId);
    return subscribeChanges({ runId }, (changes) => {
      queryClient.setQueryData(queryKey, (run) => run && patchRun(run, changes));
    });
  }, [queryClient, runId]);
  const query = useQuery({
    ...runQuery(runId),
    refetchInterval: ({ state: { data } }) => (data && isHeld(data.status) ? ASK_HELD_MS : false),
  });
  const steps = query.data?.steps.length ?? 0;
  useLiveRefresh(runQuery(runId).queryKey, { filter: { runId }, when: bringsData, everyMs: patienceFor(steps) });
  return query;
}

/** What a step gave, and its attempts, can be fetched once it is over; why a run waits, once it does. */
function bringsData(change: Change): boolean {
  if (change.type === 'run') return isOver(change.run.status) || isHeld(change.run.status);
  return change.type === 'step' && (isOver(change.status) || change.status === 'waiting');
}

function isHeld(status: ShownRun['status']): boolean {
  return status === 'queued' || status === 'waiting';
}

/** The more a run holds the dearer it is to fetch: of a loop of thousands the states are enough for a while. */
function patienceFor(steps: number): number {
  return Math.min(5000, Math.max(300, steps * 2));
}
