import { findNeighbours, splitGroups } from './groups';
import type { DrawnMap } from './draw-map';
import { orderColumns } from './order-columns';
import { placeRows } from './place-rows';

export const NODE_HEIGHT = 48;
/** By column: a topic's name is written in full as often as can be. */
export const NODE_WIDTHS = [216, 248, 216] as const;
const ROW_HEIGHT = 60;
const GROUP_GAP = 20;
const PADDING = 24;
const LEAST_GAP = 120;
const MOST_GAP = 320;

/** Where nodes are, without how wide it all is: `column` 0 are producers, 1 topics, 2 consumers. */
export interface Arrangement {
  places: ReadonlyMap<string, { column: number; y: number }>;
  /** Ids of each column from top to bottom. */
  columns: readonly (readonly string[])[];
  height: number;
}

/** A column of nodes, in pixels. */
export interface ColumnBox {
  left: number;
  width: number;
}

/** Where the columns are, and what they take together. */
export interface Across {
  columns: readonly ColumnBox[];
  width: number;
}

/** Lays out a map in three columns: what has nothing to do with each other below each other, and few lines cross. */
export function arrangeMap({ nodes, edges }: Pick<DrawnMap, 'nodes' | 'edges'>): Arrangement {
  const neighbours = findNeighbours(nodes, edges);
  const places = new Map<string, { column: number; y: number }>();
  const columns: string[][] = [[], [], []];
  let top = PADDING;
  for (const group of splitGroups(nodes, neighbours)) {
    const ordered = orderColumns(group, neighbours);
    const rows = placeRows(ordered, neighbours);
    for (const [column, ids] of ordered.entries()) {
      columns[column]?.push(...ids);
      for (const id of ids) places.set(id, { column, y: Math.round(top + (rows.get(id) ?? 0) * ROW_HEIGHT) });
    }
    const tallest = Math.max(...ordered.map((ids) => ids.length));
    top += tallest * ROW_HEIGHT + (group.length > 1 ? GROUP_GAP : 0);
  }
  return { places, columns, height: top + PADDING };
}

/** Spreads the columns over the width there is, in pixels; there is always room for the words between them. */
export function spreadColumns(available: number): Across {
  const taken = NODE_WIDTHS.reduce((total: number, width) => total + width, 2 * PADDING);
  const gap = Math.round(Math.min(MOST_GAP, Math.max(LEAST_GAP, (available - taken) / 2)));
  let left = PADDING;
  const columns = NODE_WIDTHS.map((width) => {
    const column = { left, width };
    left += width + gap;
    return column;
  });
  return { columns, width: taken + 2 * gap };
}
