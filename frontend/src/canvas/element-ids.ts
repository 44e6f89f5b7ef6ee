import type { Selection } from './flow-elements';

const NOTE = 'note:';
const GROUP = 'group:';

/** What is drawn goes by one id each: a step by its own, notes and groups by one that no step can have. */
export const noteElement = (noteId: string): string => `${NOTE}${noteId}`;
export const groupElement = (groupId: string): string => `${GROUP}${groupId}`;

/** The part of a graph that something drawn belongs to, and its id there. */
export function elementOf(id: string): { part: Exclude<keyof Selection, 'edges'>; id: string } {
  if (id.startsWith(NOTE)) return { part: 'notes', id: id.slice(NOTE.length) };
  if (id.startsWith(GROUP)) return { part: 'groups', id: id.slice(GROUP.length) };
  return { part: 'nodes', id };
}
