import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { nodeRuns } from '../canvas/node-runs';
import { subscribeChanges } from '../api/live';
import { runQuery } from '../api/queries';
import type { EditorSession } from './editor-session';
import { takeResults } from './testing/take-results';
import { isSettled, stepsShown, takeChanges, takeRun } from './run/run-session';

/** The stream tells most; this is how often a run is asked for, in case it missed something. */
const ASK_EVERY_MS = 2000;
const MOST_ASKED = 20;

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
        session.overlay.setState(({ runs }) => ({ runs: seen ? nodeRuns(stepsShown(seen), runs) : {} })),
      ),
    [session],
  );

  useAsking(session);
}

/** Asks for the run now and then while it lasts, and for all of them once they are over. */
function useAsking(session: EditorSession): void {
  const queries = useQueryClient();
  const runId = useStore(session.run, ({ session: seen }) => seen?.runId);
  const isOver = useStore(session.run, ({ session: seen }) => seen !== undefined && isSettled(seen));
  useEffect(() => {
    if (runId === undefined) return undefined;
    const ask = async (id: string): Promise<void> => {
      const run = await queries.fetchQuery({ ...runQuery(id), staleTime: 0 });
      const { session: seen } = session.run.getState();
      if (seen?.runId === runId) session.run.setState({ session: takeRun(seen, run) });
      session.testing.setState(({ results }) => ({ results: takeResults(results, run) }));
    };
    const tryToAsk = (id: string): void => void ask(id).catch(() => undefined);
    if (isOver) {
      const ids = [...(session.run.getState().session?.runs.keys() ?? [])];
      ids.slice(0, MOST_ASKED).forEach(tryToAsk);
      return undefined;
    }
    const timer = setInterval(() => tryToAsk(runId), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, queries, runId, isOver]);
}
