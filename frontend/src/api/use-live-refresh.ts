import type { Change } from '@eventloom/backend/contract';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { subscribeChanges, type ChangeFilter } from './live';

interface Options {
  /** What a listener hears of at all. */
  filter?: ChangeFilter;
  /** Which of these changes make the answer old. */
  when: (change: Change) => boolean;
  /** The shortest time between two fetches, in milliseconds. */
  everyMs?: number;
}

/** Fetches an answer again after changes that make it old, but not more often than `everyMs`. */
export function useLiveRefresh(queryKey: QueryKey, { filter = {}, when, everyMs = 1000 }: Options): void {
  const queryClient = useQueryClient();
  const isOld = useEffectEvent(when);
  const refresh = useEffectEvent(() => void queryClient.invalidateQueries({ queryKey }));
  const patience = useEffectEvent(() => everyMs);
  const { workflowId, runId } = filter;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = subscribeChanges({ workflowId, runId }, (changes) => {
      if (timer !== undefined || !changes.some((change) => isOld(change))) return;
      timer = setTimeout(() => {
        timer = undefined;
        refresh();
      }, patience());
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [workflowId, runId]);
}
