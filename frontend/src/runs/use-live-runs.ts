import type { RunSummary } from '@eventloom/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { subscribeChanges } from '../api/live';
import { runListQuery, useRuns, type RunFilter } from '../api/queries';
import { changedRuns, collectFresh, mergeFresh, MOST_FRESH, patchRows } from './live-runs';

const NONE: RunSummary[] = [];

/** The run list of a filter, kept fresh by the live stream; `showFresh` lets in the new runs that wait. */
export function useLiveRuns({ workflowId, status }: RunFilter) {
  const queryClient = useQueryClient();
  const query = useRuns({ workflowId, status });
  const [waiting, setWaiting] = useState<{ key: string; fresh: RunSummary[] }>({ key: '', fresh: NONE });
  const key = `${workflowId} ${status}`;

  useEffect(() => {
    const filter = { workflowId, status };
    const { queryKey } = runListQuery(filter);
    return subscribeChanges({ workflowId }, (changes) => {
      const changed = changedRuns(changes);
      const before = queryClient.getQueryData(queryKey);
      if (changed.size === 0 || !before) return;
      queryClient.setQueryData(queryKey, patchRows(before, changed));
      setWaiting((held) => ({
        key: `${workflowId} ${status}`,
        fresh: collectFresh(held.key === `${workflowId} ${status}` ? held.fresh : NONE, before, changed, filter),
      }));
    });
  }, [queryClient, workflowId, status]);

  // A refetch may have brought what still waits here.
  const shown = new Set(query.data?.pages.flatMap((page) => page.items.map((run) => run.id)));
  const fresh = waiting.key === key ? waiting.fresh.filter((run) => !shown.has(run.id)) : NONE;

  const showFresh = () => {
    const { queryKey } = runListQuery({ workflowId, status });
    if (fresh.length >= MOST_FRESH) void queryClient.resetQueries({ queryKey });
    else queryClient.setQueryData(queryKey, (data) => data && mergeFresh(data, fresh));
    setWaiting({ key, fresh: NONE });
  };
  return { query, fresh, showFresh };
}
