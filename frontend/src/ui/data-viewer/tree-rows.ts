import { formatCount } from '../format';
import { lengthOf, type Cut } from './parts';

export type ValueKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'rest';

/** One line of the tree. */
export interface TreeRow {
  /** JSON pointer from the root of the value; `''` is the value itself. */
  pointer: string;
  /** How an expression reaches it, e.g. `steps.order.body.items[0]`. */
  path: string;
  /** The property's name or the index; null for a value that is not in anything. */
  name: string | null;
  depth: number;
  kind: ValueKind;
  value: unknown;
  /** How many children it has. */
  size: number;
  /** How many it has in the whole, where it is shown in part. */
  wholeSize?: number;
  expanded: boolean;
  /** The row stands for what is left out here; pressing it fetches that. */
  rest?: RestOf;
}

/** What is left out at a place. */
export interface RestOf {
  pointer: string;
  /** So much is shown. */
  shown: number;
  left: number;
  unit: 'character' | 'item' | 'field';
}

const NAME = /^[A-Za-z_$][\w$]*$/;

export function kindOf(value: unknown): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean' ? type : 'string';
}

/** The children of an object or array by name, in order; none for anything else. */
function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** Adds a name to an expression's path. */
function pathTo(parent: string, name: string, inArray: boolean): string {
  if (inArray) return `${parent}[${name}]`;
  return NAME.test(name) ? `${parent}.${name}` : `${parent}[${JSON.stringify(name)}]`;
}

function pointerTo(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The lines of a tree in which the rows named by `expanded` (JSON pointers) are open. An object's or array's own line is
 * left out at the root: its children stand at depth 0. Where something is cut, a row for the rest of it follows.
 */
export function visibleRows(
  value: unknown,
  expanded: ReadonlySet<string>,
  path: string,
  cuts: readonly Cut[] = [],
): TreeRow[] {
  const rows: TreeRow[] = [];
  const cutAt = new Map(cuts.map((cut) => [cut.pointer, cut.size]));
  const addRest = (of: unknown, pointer: string, ofPath: string, depth: number): void => {
    const size = cutAt.get(pointer);
    if (size !== undefined) rows.push(restRow(of, size, pointer, ofPath, depth));
  };
  const addChildren = (parent: unknown, pointer: string, parentPath: string, depth: number): void => {
    const inArray = Array.isArray(parent);
    for (const [name, child] of childrenOf(parent)) {
      const own = pointerTo(pointer, name);
      const row = rowOf(child, own, pathTo(parentPath, name, inArray), name, depth, expanded);
      const wholeSize = cutAt.get(own);
      if (wholeSize !== undefined) row.wholeSize = wholeSize;
      rows.push(row);
      if (row.expanded) addChildren(child, own, row.path, depth + 1);
      else if (row.size === 0) addRest(child, own, row.path, depth + 1);
    }
    addRest(parent, pointer, parentPath, depth);
  };
  if (sizeOf(value) > 0) addChildren(value, '', path, 0);
  else {
    rows.push(rowOf(value, '', path, null, 0, expanded));
    addRest(value, '', path, 0);
  }
  return rows;
}

function restRow(of: unknown, size: number, pointer: string, path: string, depth: number): TreeRow {
  const shown = lengthOf(of);
  const unit = typeof of === 'string' ? 'character' : Array.isArray(of) ? 'item' : 'field';
  const rest: RestOf = { pointer, shown, left: size - shown, unit };
  // No pointer of JSON ends like this.
  return { pointer: `${pointer}~`, path, name: null, depth, kind: 'rest', value: of, size: 0, expanded: false, rest };
}

function rowOf(
  value: unknown,
  pointer: string,
  path: string,
  name: string | null,
  depth: number,
  expanded: ReadonlySet<string>,
): TreeRow {
  const size = sizeOf(value);
  return { pointer, path, name, depth, kind: kindOf(value), value, size, expanded: size > 0 && expanded.has(pointer) };
}

/** Which rows are open at first: level by level, as many as stay within `limit` lines. */
export function firstExpanded(value: unknown, limit = 40): Set<string> {
  const expanded = new Set<string>();
  let lines = sizeOf(value);
  let level: [string, unknown][] = [['', value]];
  while (level.length > 0 && lines <= limit) {
    const next = level.flatMap(([pointer, parent]) =>
      childrenOf(parent).map(([name, child]): [string, unknown] => [pointerTo(pointer, name), child]),
    );
    for (const [pointer, child] of next) {
      const size = sizeOf(child);
      if (size === 0 || lines + size > limit) continue;
      expanded.add(pointer);
      lines += size;
    }
    level = next.filter(([pointer]) => expanded.has(pointer));
  }
  return expanded;
}

const LONGEST_LINE = 2000;

/** A value as indented JSON in lines; very long lines are cut, for a browser needs seconds to lay one out. */
export function rawLines(value: unknown): string[] {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  return text.split('\n').map((line) => {
    if (line.length <= LONGEST_LINE) return line;
    return `${line.slice(0, LONGEST_LINE)}… ${(line.length - LONGEST_LINE).toLocaleString()} more characters`;
  });
}

/** A value in a few words: the text itself, or what a folded object holds. */
export function preview(row: Pick<TreeRow, 'kind' | 'value' | 'size' | 'wholeSize' | 'rest'>, longest = 300): string {
  if (row.rest) return `Show more: ${formatCount(row.rest.left, row.rest.unit)} left`;
  const size = row.wholeSize === undefined ? row.size : `${row.size} of ${row.wholeSize.toLocaleString()}`;
  if (row.kind === 'array') return size === 0 ? '[]' : `[ ${size} ]`;
  if (row.kind === 'object') return size === 0 ? '{}' : `{ ${size} }`;
  const text = row.kind === 'string' ? JSON.stringify(row.value) : String(row.value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
