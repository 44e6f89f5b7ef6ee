import type { RunFilter } from '../api/queries';

/** The filters that are shown once they are wanted; time has two ends and one name. */
export const MORE_FILTERS = {
  time: 'Time',
  version: 'Version',
  trigger: 'Trigger',
  topic: 'Topic of the event',
  minDurationMs: 'Duration',
  tag: 'Tag of the workflow',
  eventId: 'Event',
} as const;

export type MoreFilter = keyof typeof MORE_FILTERS;

const NAMES = Object.keys(MORE_FILTERS) as MoreFilter[];

/** Those of the filters that are in use, and those that were asked for, in their order. */
export function shownFilters(filter: RunFilter, added: ReadonlySet<MoreFilter>): MoreFilter[] {
  return NAMES.filter((name) => added.has(name) || isUsed(filter, name));
}

function isUsed(filter: RunFilter, name: MoreFilter): boolean {
  return name === 'time' ? filter.from !== undefined || filter.to !== undefined : filter[name] !== undefined;
}

/** How many filters a person would count: both ends of a time are one. */
export function countFilters(filter: RunFilter): number {
  const { from, to, ...others } = filter;
  const used = Object.values(others).filter((value) => value !== undefined).length;
  return used + (from === undefined && to === undefined ? 0 : 1);
}

/** Spans that end now, by what a menu calls them; milliseconds. */
export const RECENT = { 'Last hour': 3_600_000, 'Last 24 hours': 86_400_000, 'Last 7 days': 604_800_000 } as const;
