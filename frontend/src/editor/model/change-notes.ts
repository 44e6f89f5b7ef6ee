import type { Graph, GraphNote } from '@eventloom/backend/contract';
import { GRID, NODE_HEIGHT, NODE_WIDTH, NOTE_SIZE, SMALLEST_NOTE, snap, type Point } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import { freeNumber } from './names';

/** Puts an empty note with its middle at a point, or beneath the steps that lie there; answers its id too. */
export function addNote(graph: Graph, at: Point): { graph: Graph; noteId: string } {
  const noteId = freeNumber('note', new Set(graph.notes?.map(({ id }) => id)));
  const from = { x: snap(at.x - NOTE_SIZE.width / 2), y: snap(at.y - NOTE_SIZE.height / 2) };
  const note: GraphNote = { id: noteId, text: '', position: besideSteps(graph, from), ...NOTE_SIZE };
  return { graph: { ...graph, notes: [...(graph.notes ?? []), note] }, noteId };
}

/** A note would disappear under steps, which lie above it. */
function besideSteps(graph: Graph, from: Point): Point {
  const steps = graph.nodes.map(positionOf);
  const covered = ({ x, y }: Point): boolean =>
    steps.some(
      (step) =>
        step.x < x + NOTE_SIZE.width &&
        x < step.x + NODE_WIDTH &&
        step.y < y + NOTE_SIZE.height &&
        y < step.y + NODE_HEIGHT,
    );
  let place = from;
  while (covered(place)) place = { x: place.x, y: place.y + 2 * GRID };
  return place;
}

export function changeNote(graph: Graph, noteId: string, change: Partial<Omit<GraphNote, 'id'>>): Graph {
  return { ...graph, notes: graph.notes?.map((note) => (note.id === noteId ? { ...note, ...change } : note)) };
}

/** Makes notes wider and higher by so much, or narrower and lower, but never too small to be read. */
export function resizeNotes(graph: Graph, noteIds: ReadonlySet<string>, by: Point): Graph {
  const resize = (note: GraphNote): GraphNote => ({
    ...note,
    width: Math.max(SMALLEST_NOTE.width, (note.width ?? NOTE_SIZE.width) + by.x),
    height: Math.max(SMALLEST_NOTE.height, (note.height ?? NOTE_SIZE.height) + by.y),
  });
  return { ...graph, notes: graph.notes?.map((note) => (noteIds.has(note.id) ? resize(note) : note)) };
}
