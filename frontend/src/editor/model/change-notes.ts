import type { Graph, GraphNote } from '@eventloom/backend/contract';
import { snap, type Point } from '../../canvas/node-geometry';
import { freeNumber } from './names';

/** As large as a new note is. */
export const NOTE_SIZE = { width: 224, height: 128 };

/** Puts an empty note with its middle at a point; answers its id too. */
export function addNote(graph: Graph, at: Point): { graph: Graph; noteId: string } {
  const noteId = freeNumber('note', new Set(graph.notes?.map(({ id }) => id)));
  const position = { x: snap(at.x - NOTE_SIZE.width / 2), y: snap(at.y - NOTE_SIZE.height / 2) };
  const note: GraphNote = { id: noteId, text: '', position, ...NOTE_SIZE };
  return { graph: { ...graph, notes: [...(graph.notes ?? []), note] }, noteId };
}

export function changeNote(graph: Graph, noteId: string, change: Partial<Omit<GraphNote, 'id'>>): Graph {
  return { ...graph, notes: graph.notes?.map((note) => (note.id === noteId ? { ...note, ...change } : note)) };
}
