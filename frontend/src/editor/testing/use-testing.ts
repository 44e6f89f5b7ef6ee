import { useEffect } from 'react';
import { onReconnected, subscribeChanges } from '../../api/live';
import type { NodeMarks } from '../../canvas/canvas-overlay';
import type { EditorSession } from '../editor-session';
import type { EditorContextValue } from '../use-editor';
import { staleSteps } from './stale-steps';

/** When what a draft is tried out with is fetched after the editor has opened; milliseconds. */
const SOON_MS = 300;

/** Follows what a draft is tried out with: pins, listeners, and whether what is shown still holds. */
export function useTesting({ session, tests }: EditorContextValue): void {
  useEffect(() => {
    const load = (): void => tests.do((test) => test.load());
    // The canvas stands first.
    const timer = setTimeout(load, SOON_MS);
    const stops = [
      () => clearTimeout(timer),
      onReconnected(load),
      subscribeChanges({ workflowId: session.workflowId }, (changes) => {
        for (const change of changes)
          if (change.type === 'heard') tests.do((test) => test.heard(change.nodeId, change.eventId));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [session, tests]);

  useEffect(() => {
    const mark = (): void => session.overlay.setState(({ marks }) => ({ marks: marksOf(session, marks) }));
    mark();
    const stops = [
      session.testing.subscribe((now, before) => now.pins !== before.pins && mark()),
      session.run.subscribe((now, before) => now.graph !== before.graph && mark()),
      session.document.store.subscribe((now, before) => now.present.graph !== before.present.graph && mark()),
    ];
    return () => stops.forEach((stop) => stop());
  }, [session]);
}

type Marks = Readonly<Record<string, NodeMarks>>;

/** What stays the same keeps its object, so that only the steps that changed are drawn again. */
function marksOf({ graph, run, testing }: EditorSession, before: Marks): Marks {
  const { pins } = testing.getState();
  const { graph: ran } = run.getState();
  const stale = ran ? staleSteps(ran, graph) : undefined;
  const marks: Record<string, NodeMarks> = {};
  for (const { id } of graph.nodes) {
    const [isPinned, isStale] = [pins[id] !== undefined, stale?.has(id) === true];
    if (!isPinned && !isStale) continue;
    const known = before[id];
    marks[id] = known?.isPinned === isPinned && known.isStale === isStale ? known : { isPinned, isStale };
  }
  return marks;
}
