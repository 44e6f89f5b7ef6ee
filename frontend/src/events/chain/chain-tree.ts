import type { ChainEvent, ChainRun, EventChain } from '@eventloom/backend/contract';

/** A line of the chain: an event, below it the runs that it started, below each what that published. */
export type ChainLine = { key: string; depth: number; hasMore: boolean; isOpen: boolean } & (
  { kind: 'event'; event: ChainEvent } | { kind: 'run'; run: ChainRun }
);

interface ChainOptions {
  /** The keys of the lines that are folded. */
  closed?: ReadonlySet<string>;
  /** Leaves out replays and retries, with all that came of them. */
  areRepeatsHidden?: boolean;
}

/** The chain as lines in the order of a tree. What hangs on something that is not known here stands at the side of the root. */
export function chainLines(
  chain: EventChain,
  { closed = NONE, areRepeatsHidden = false }: ChainOptions = {},
): ChainLine[] {
  const runs = areRepeatsHidden ? chain.runs.filter((run) => !isRepeat(run)) : chain.runs;
  const runsOf = gather([...runs].sort(byCreation), (run) => run.eventId);
  const eventsOf = gather([...chain.events].sort(byReception), (event) => event.cause?.runId ?? '');
  const lines: ChainLine[] = [];
  const tellEvent = (event: ChainEvent, depth: number): void => {
    const below = runsOf.get(event.id) ?? [];
    const line = { key: event.id, depth, hasMore: below.length > 0, isOpen: !closed.has(event.id) };
    lines.push({ ...line, kind: 'event', event });
    if (line.isOpen) for (const run of below) tellRun(run, depth + 1);
  };
  const tellRun = (run: ChainRun, depth: number): void => {
    const below = eventsOf.get(run.id) ?? [];
    const line = { key: run.id, depth, hasMore: below.length > 0, isOpen: !closed.has(run.id) };
    lines.push({ ...line, kind: 'run', run });
    if (line.isOpen) for (const event of below) tellEvent(event, depth + 1);
  };
  for (const event of firstEvents(chain)) tellEvent(event, 0);
  const known = new Set(chain.events.map(({ id }) => id));
  for (const run of runs) if (!known.has(run.eventId)) tellRun(run, 0);
  return lines;
}

/** Whether a run was made again of an event that had been worked on before. */
export function isRepeat({ replay, attempt }: ChainRun): boolean {
  return replay || attempt > 1;
}

const NONE: ReadonlySet<string> = new Set();

/** The root, then events whose cause is not told of. */
function firstEvents({ rootEventId, events, runs }: EventChain): ChainEvent[] {
  const known = new Set(runs.map(({ id }) => id));
  const first = events.filter(({ cause }) => cause === null || !known.has(cause.runId));
  return first.sort((a, b) => Number(b.id === rootEventId) - Number(a.id === rootEventId) || byReception(a, b));
}

function gather<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function byReception(a: ChainEvent, b: ChainEvent): number {
  return a.receivedAt.localeCompare(b.receivedAt) || a.id.localeCompare(b.id);
}

function byCreation(a: ChainRun, b: ChainRun): number {
  return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}
