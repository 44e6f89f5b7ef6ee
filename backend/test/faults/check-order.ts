import { groupBy, type History, type RunRow, type Violation } from './history.js';

const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

/** Of the runs under an ordering key each begins after the one ahead of it has ended. */
export function orderIsKept({ runs, runChanges }: History): Violation[] {
  const begun = firstAt(({ to }) => to === 'running');
  const ended = firstAt(({ to }) => ENDED.has(to));
  const ordered = runs.filter(({ orderKey }) => orderKey !== null);
  return [...groupBy(ordered, laneOf)].flatMap(([lane, own]) => {
    const inTurn = own.toSorted((a, b) => (a.orderSeq ?? 0) - (b.orderSeq ?? 0));
    return inTurn.slice(1).flatMap((run, index): Violation[] => {
      const ahead = inTurn[index];
      const beginning = begun.get(run.id);
      if (beginning === undefined || beginning > (ended.get(ahead?.id ?? '') ?? Infinity)) return [];
      return [{ rule: 'order-broken', subject: run.id, detail: `began before ${ahead?.id} had ended, under ${lane}` }];
    });
  });

  /** The changes are in the order in which the database noted them. */
  function firstAt(isMeant: (change: History['runChanges'][number]) => boolean): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    runChanges.forEach((change, place) => {
      if (isMeant(change) && !found.has(change.runId)) found.set(change.runId, place);
    });
    return found;
  }
}

function laneOf({ workflowId, triggerNode, orderKey }: RunRow): string {
  return `${workflowId}:${triggerNode}:${orderKey ?? ''}`;
}
