import type { MapNode } from '@eventloom/backend/contract';
import type { Neighbours } from './groups';

/** Ids from top to bottom: of producers, of topics, of consumers. */
export type Columns = readonly [string[], string[], string[]];

const SWEEPS = 6;
const KINDS = ['producer', 'topic', 'consumer'] as const;

/** Orders the nodes of each column so that few lines cross: each goes to the middle of what it is tied to, in turns. */
export function orderColumns(nodes: readonly MapNode[], neighbours: Neighbours): Columns {
  const [producers, topics, consumers] = KINDS.map((kind) =>
    nodes.filter((node) => node.kind === kind).map(({ id }) => id),
  );
  let columns: Columns = [producers ?? [], topics ?? [], consumers ?? []];
  let best = columns;
  let fewest = countCrossings(columns, neighbours);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    columns = sweepOnce(columns, neighbours);
    const crossings = countCrossings(columns, neighbours);
    if (crossings >= fewest) continue;
    [best, fewest] = [columns, crossings];
  }
  return best;
}

function sweepOnce([producers, topics, consumers]: Columns, neighbours: Neighbours): Columns {
  const byConsumers = toMiddles(consumers, placesOf(topics), neighbours);
  const byBoth = toMiddles(topics, new Map([...placesOf(producers), ...placesOf(byConsumers)]), neighbours);
  return [
    toMiddles(producers, placesOf(byBoth), neighbours),
    byBoth,
    toMiddles(byConsumers, placesOf(byBoth), neighbours),
  ];
}

/** Where each stands between the top (0) and the bottom (1): columns of different lengths compare. */
function placesOf(column: readonly string[]): Map<string, number> {
  return new Map(column.map((id, index) => [id, (index + 0.5) / column.length]));
}

function toMiddles(column: readonly string[], places: ReadonlyMap<string, number>, neighbours: Neighbours): string[] {
  const own = placesOf(column);
  const middles = new Map(
    column.map((id) => {
      const seen = (neighbours.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
      return [id, seen.length === 0 ? (own.get(id) ?? 0) : sum(seen) / seen.length];
    }),
  );
  return [...column].sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
}

/** How many lines cross between the topics and either side. */
export function countCrossings([producers, topics, consumers]: Columns, neighbours: Neighbours): number {
  const at = new Map(topics.map((id, index) => [id, index]));
  return [producers, consumers].reduce((total, side) => total + countInversions(linesOf(side, at, neighbours)), 0);
}

/** The topics that are met when one goes along a side and along the lines of each there. */
function linesOf(side: readonly string[], at: ReadonlyMap<string, number>, neighbours: Neighbours): number[] {
  return side.flatMap((id) => (neighbours.get(id) ?? []).flatMap((topic) => at.get(topic) ?? []).sort((a, b) => a - b));
}

function countInversions(numbers: readonly number[]): number {
  const above: number[] = [];
  let found = 0;
  for (const number of numbers) {
    const place = firstAbove(above, number);
    found += above.length - place;
    above.splice(place, 0, number);
  }
  return found;
}

function firstAbove(sorted: readonly number[], number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
