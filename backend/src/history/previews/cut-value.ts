import type { DataCut } from '../../contract/index.js';
import { fieldsOf, textSize, type JsonSizes } from './json-sizes.js';
import { pointerTo } from './json-pointer.js';

/** Of a long list the first ones are shown, with so many bytes for each: rather few of them whole than many in shreds. */
const FAIR_SHARE = 1024;
/** So many are shown at least, as far as there is room. */
const AT_LEAST = 16;

/** A value, or as much of it as there is room for. */
export interface Shown {
  value: unknown;
  /** Where something is left out; empty if it is the whole. */
  cuts: DataCut[];
}

/** Where a value stands in what is shown. */
interface Place {
  pointer: string;
  /** So many characters, items or fields are left out at its beginning. */
  offset: number;
}

/**
 * Shortens a value so that its JSON and its cuts take at most `limit` bytes: strings lose their end, lists and objects
 * their last items or fields, and what stays shares the room evenly, so that depth is kept.
 * @param place where the value comes from
 */
export function cutValue(
  value: unknown,
  limit: number,
  sizes: JsonSizes,
  place: Place = { pointer: '', offset: 0 },
): Shown {
  const cuts: DataCut[] = [];
  return { value: new Cutter(sizes, cuts).cut(value, place, limit), cuts };
}

/** An item or field with the room that it gets. */
interface Child {
  name: string;
  value: unknown;
  pointer: string;
  size: number;
  room: number;
}

class Cutter {
  constructor(
    private readonly sizes: JsonSizes,
    private readonly cuts: DataCut[],
  ) {}

  cut(value: unknown, place: Place, room: number): unknown {
    if (place.offset === 0 && this.sizes.of(value) <= room) return value;
    if (typeof value === 'string') return this.cutText(value, place, room);
    if (typeof value !== 'object' || value === null) return value;
    return this.cutChildren(value, place, room);
  }

  private cutText(text: string, { pointer, offset }: Place, room: number): string {
    const rest = text.slice(offset);
    if (textSize(rest) <= room) return rest;
    this.cuts.push({ pointer, size: text.length });
    return startOf(rest, room - costOf(pointer));
  }

  private cutChildren(value: object, { pointer, offset }: Place, room: number): unknown {
    const isArray = Array.isArray(value);
    const all: [string, unknown][] | unknown[] = isArray ? value : fieldsOf(value);
    const inner = room - costOf(pointer) - 2;
    const share = Math.min(FAIR_SHARE, inner / AT_LEAST);
    const kept: Child[] = [];
    let left = inner;
    for (let index = offset; index < all.length; index += 1) {
      const [name, child] = isArray ? [String(index), value[index] as unknown] : (all[index] as [string, unknown]);
      const own = pointerTo(pointer, name);
      const size = this.sizes.of(child);
      const need = Math.min(size, Math.max(share, costOf(own) + 2));
      left -= need + 1 + (isArray ? 0 : textSize(name) + 1);
      // The first one is shown in any case, or nobody would come past a field with an endless name.
      if (left < 0 && (kept.length > 0 || pointer !== '')) break;
      kept.push({ name, value: child, pointer: own, size, room: need });
    }
    if (offset + kept.length < all.length) this.cuts.push({ pointer, size: all.length });
    giveRest(kept, inner - used(kept, isArray));
    const shown = kept.map((child): [string, unknown] => [
      child.name,
      this.cut(child.value, { pointer: child.pointer, offset: 0 }, child.room),
    ]);
    return isArray ? shown.map(([, child]) => child) : Object.fromEntries(shown);
  }
}

function used(children: readonly Child[], isArray: boolean): number {
  return children.reduce((sum, { name, room }) => sum + room + 1 + (isArray ? 0 : textSize(name) + 1), 0);
}

/** Hands the room that is left to those that need it, evenly: what little ones do not take goes to the large. */
function giveRest(children: readonly Child[], rest: number): void {
  let left = Math.max(0, rest);
  const hungry = children.filter(({ size, room }) => size > room).sort((a, b) => a.size - a.room - (b.size - b.room));
  hungry.forEach((child, index) => {
    const extra = Math.min(child.size - child.room, left / (hungry.length - index));
    child.room += extra;
    left -= extra;
  });
}

/** The bytes that telling of a cut takes. */
function costOf(pointer: string): number {
  return textSize(pointer) + 32;
}

/** The beginning of a text that fits. */
function startOf(text: string, room: number): string {
  let start = text.slice(0, Math.max(0, Math.floor(room) - 2));
  for (let size = textSize(start); size > room && start !== ''; size = textSize(start))
    start = start.slice(0, Math.floor((start.length * Math.max(0, room - 2)) / size));
  // Half of a character is none.
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start;
}
