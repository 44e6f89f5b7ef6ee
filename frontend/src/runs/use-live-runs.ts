import type { RunSummary } from '@eventloom/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { subscribeChanges } from '../api/live';
import { runListQuery, useRuns, type RunFilter } from '../api/queries';
import { changedRuns, collectFresh, mergeFresh, MOST_FRESH, patchRows } from './live-runs';

const NONE: RunSummary[] = [];

/**
 * The run list of a filter, kept fresh by the live stream; `showFresh` lets in the new runs that wait.
 *
 * @param filter the same object for as long as it says the same
 */
export function useLiveRuns(filter: RunFilter) {
  const queryClient = useQueryClient();
  const query = useRuns(filter);
  const [waiting, setWaiting] = useState<{ filter: RunFilter; fresh: RunSummary[] }>({ filter, fresh: NONE });

  useEffect(() => {
    const { queryKey } = runListQuery(filter);
    const { workflowId } = filter;
    return subscribeChanges({ workflowId }, (changes) => {
      const changed = changedRuns(changes);
      const before = queryClient.getQueryData(queryKey);
      if (changed.size === 0 || !before) return;
      queryClient.setQueryData(queryKey, patchRows(before, changed));
      setWaiting((held) => ({
        filter,
        fresh: collectFresh(held.filter === filter ? held.fresh : NONE, before, changed, filter),
      }));
    });
  }, [queryClient, filter]);

  // A refetch may have brought what still waits here.
  const shown = new Set(query.data?.pages.flatMap((page) => page.items.map((run) => run.id)));
  const fresh = waiting.filter === filter ? waiting.fresh.filter((run) => !shown.has(run.id)) : NONE;

  const showFresh = () => {
    const { queryKey } = runListQuery(filter);
    if (fresh.length >= MOST_FRESH) void queryClient.resetQueries({ queryKey });
    else queryClient.setQueryData(queryKey, (data) => data && mergeFresh(data, fresh));
    setWaiting({ filter, fresh: NONE });
  };
  return { query, fresh, showFresh };
}
