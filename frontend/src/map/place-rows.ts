import type { Neighbours } from './groups';
import type { Columns } from './order-columns';

const TOPICS = 1;

/**
 * Gives each node its row, in units of rows from the top, without changing the order of its column: the longest column
 * stands without gaps, and what is in the others goes as near as it can to the middle of what it is tied to.
 */
export function placeRows(columns: Columns, neighbours: Neighbours): Map<string, number> {
  const rows = Math.max(...columns.map((column) => column.length));
  const longest = columns.findIndex((column) => column.length === rows);
  const placed = new Map((columns[longest] ?? []).map((id, index) => [id, index]));
  for (const turn of [TOPICS, 0, 2]) {
    const column = columns[turn] ?? [];
    if (turn === longest) continue;
    const wanted = column.map((id, index) => {
      const near = (neighbours.get(id) ?? []).flatMap((other) => placed.get(other) ?? []);
      return near.length === 0 ? index : near.reduce((total, row) => total + row, 0) / near.length;
    });
    for (const [index, row] of spread(wanted, rows).entries()) placed.set(column[index] ?? '', row);
  }
  return placed;
}

/** Moves rows apart that are nearer than one, as little upwards as downwards, all of them within the rows there are. */
export function spread(wanted: readonly number[], rows: number): number[] {
  const down = pushDown(wanted);
  // Upside down, pushing down is pushing up.
  const up = pushDown(wanted.map((row) => -row).reverse())
    .map((row) => -row)
    .reverse();
  const between = down.map((row, index) => (row + (up[index] ?? row)) / 2);
  const last = wanted.length - 1;
  return between.map((row, index) => Math.min(Math.max(row, index), rows - 1 - (last - index)));
}

function pushDown(wanted: readonly number[]): number[] {
  let least = -Infinity;
  return wanted.map((row) => {
    const pushed = Math.max(row, least);
    least = pushed + 1;
    return pushed;
  });
}
