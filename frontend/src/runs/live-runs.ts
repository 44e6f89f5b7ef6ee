import { toStatuses, type Change, type RunSummary } from '@eventloom/backend/contract';
import type { RunFilter } from '../api/queries';

/** Pages of a list as TanStack Query keeps them. */
export interface RunPages {
  pages: { items: RunSummary[]; nextCursor: string | null }[];
  pageParams: unknown[];
}

/** More new runs than these are counted as many and fetched when asked for. */
export const MOST_FRESH = 100;

/** The newest state of each run in a batch of changes. */
export function changedRuns(changes: Change[]): Map<string, RunSummary> {
  return new Map(changes.flatMap((change) => (change.type === 'run' ? [[change.run.id, change.run] as const] : [])));
}

/** Puts the new states into the rows that are shown, and moves none of them; the same object if nothing changed. */
export function patchRows(data: RunPages, changed: ReadonlyMap<string, RunSummary>): RunPages {
  let touched = false;
  const pages = data.pages.map((page) => {
    if (!page.items.some((run) => changed.has(run.id))) return page;
    touched = true;
    return { ...page, items: page.items.map((run) => changed.get(run.id) ?? run) };
  });
  return touched ? { ...data, pages } : data;
}

/** Adds to the runs that wait behind the button those which the list lacks and its filter lets through. */
export function collectFresh(
  fresh: RunSummary[],
  data: RunPages,
  changed: ReadonlyMap<string, RunSummary>,
  filter: RunFilter,
): RunSummary[] {
  const shown = new Set(data.pages.flatMap((page) => page.items.map((run) => run.id)));
  const waiting = new Map(fresh.map((run) => [run.id, run]));
  const horizon = oldestLoaded(data);
  for (const run of changed.values()) {
    if (shown.has(run.id)) continue;
    if (waiting.has(run.id) || (passes(run, filter) && run.createdAt >= horizon)) waiting.set(run.id, run);
  }
  return [...waiting.values()].sort(newestFirst).slice(0, MOST_FRESH);
}

/** Puts the waiting runs into the first page, in their places by time. */
export function mergeFresh(data: RunPages, fresh: RunSummary[]): RunPages {
  const [first, ...others] = data.pages;
  if (!first) return data;
  const ids = new Set(fresh.map((run) => run.id));
  const items = [...fresh, ...first.items.filter((run) => !ids.has(run.id))].sort(newestFirst);
  return { ...data, pages: [{ ...first, items }, ...others] };
}

/** Older runs than this belong to pages that are not loaded yet. */
function oldestLoaded(data: RunPages): string {
  const last = data.pages.at(-1);
  return last?.nextCursor ? (last.items.at(-1)?.createdAt ?? '') : '';
}

/** Of some filters a run does not tell whether it passes them: then it is left to the server. */
function passes(run: RunSummary, filter: RunFilter): boolean {
  const { topic, tag, q, minDurationMs, workflowId, eventId, version, trigger, status, from, to } = filter;
  if ([topic, tag, q, minDurationMs].some((one) => one !== undefined)) return false;
  const created = Date.parse(run.createdAt);
  const is = <Value>(wanted: Value | undefined, value: Value) => wanted === undefined || wanted === value;
  return (
    is(workflowId, run.workflowId) &&
    is(eventId, run.eventId) &&
    is<number | null>(version, run.workflowVersion) &&
    is(trigger, run.trigger) &&
    (status === undefined || toStatuses(status).includes(run.status)) &&
    (from === undefined || created >= Date.parse(from)) &&
    (to === undefined || created < Date.parse(to))
  );
}

function newestFirst(a: RunSummary, b: RunSummary): number {
  return b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id);
}
