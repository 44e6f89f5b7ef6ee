import type { Arrangement } from './layout-map';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] as const;

/** The keys that lead from node to node. */
export type TravelKey = (typeof KEYS)[number];

interface Tie {
  source: string;
  target: string;
}

/** The key that leads from node to node, if a key is one. */
export function travelKeyOf(key: string): TravelKey | undefined {
  return KEYS.find((one) => one === key);
}

/**
 * Where a key leads from a node: up and down within its column, sideways to the nearest in the next column that is tied
 * to it, or else to the nearest there, and to the ends of the column. Undefined at the edge of the map.
 */
export function travel(
  from: string,
  key: TravelKey,
  arrangement: Arrangement,
  ties: readonly Tie[],
): string | undefined {
  const { places, columns } = arrangement;
  const column = places.get(from)?.column ?? 0;
  const own = columns[column] ?? [];
  switch (key) {
    case 'ArrowUp':
      return own[own.indexOf(from) - 1];
    case 'ArrowDown':
      return own[own.indexOf(from) + 1];
    case 'Home':
      return own[0];
    case 'End':
      return own.at(-1);
    case 'ArrowLeft':
      return nearest(from, columns.slice(0, column).reverse(), arrangement, ties);
    case 'ArrowRight':
      return nearest(from, columns.slice(column + 1), arrangement, ties);
  }
}

function nearest(
  from: string,
  further: Arrangement['columns'],
  { places }: Arrangement,
  ties: readonly Tie[],
): string | undefined {
  const column = further.find((ids) => ids.length > 0) ?? [];
  const tied = new Set(
    ties.flatMap(({ source, target }) => (source === from ? [target] : target === from ? [source] : [])),
  );
  const known = column.filter((id) => tied.has(id));
  const yOf = (id: string): number => places.get(id)?.y ?? 0;
  const distance = (id: string): number => Math.abs(yOf(id) - yOf(from));
  return [...(known.length > 0 ? known : column)].sort((a, b) => distance(a) - distance(b))[0];
}
