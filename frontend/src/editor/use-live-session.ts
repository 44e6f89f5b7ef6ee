import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { nodeRuns } from '../canvas/node-runs';
import { subscribeChanges } from '../api/live';
import { runQuery } from '../api/queries';
import type { EditorSession } from './editor-session';
import { isLayoutOnly } from './model/is-layout-only';
import { isSettled, stepsShown, takeChanges, takeRun } from './run/run-session';

/** The stream tells most; this is how often a run is asked for, in case it missed something. */
const ASK_EVERY_MS = 2000;

/** Follows the workflow at the server: saves and publishing elsewhere, and the runs that were started here. */
export function useLiveSession(session: EditorSession): void {
  useEffect(() => session.start(), [session]);

  useEffect(
    () =>
      subscribeChanges({ workflowId: session.workflowId }, (changes) => {
        for (const change of changes)
          if (change.type === 'workflow') void session.autosave.heardOf(change).catch(() => undefined);
        const { session: seen } = session.run.getState();
        if (seen) session.run.setState({ session: takeChanges(seen, changes) });
      }),
    [session],
  );

  useEffect(
    () =>
      session.run.subscribe(({ session: seen }) =>
        session.overlay.setState({ runs: seen ? nodeRuns(stepsShown(seen)) : {} }),
      ),
    [session],
  );

  // What a run did with another graph would only mislead.
  useEffect(
    () =>
      session.document.store.subscribe((now, before) => {
        const isStale = !isLayoutOnly(before.present.graph, now.present.graph);
        if (isStale && session.run.getState().session) session.run.setState({ session: undefined });
      }),
    [session],
  );

  useAsking(session);
}

function useAsking(session: EditorSession): void {
  const queries = useQueryClient();
  const runId = useStore(session.run, ({ session: seen }) => (seen && !isSettled(seen) ? seen.runId : undefined));
  useEffect(() => {
    if (runId === undefined) return undefined;
    const timer = setInterval(() => {
      void queries.fetchQuery({ ...runQuery(runId), staleTime: 0 }).then(
        (run) => {
          const { session: seen } = session.run.getState();
          if (seen?.runId === runId) session.run.setState({ session: takeRun(seen, run) });
        },
        () => undefined,
      );
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, queries, runId]);
}
