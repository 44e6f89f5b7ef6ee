import { describe, expect, it } from 'vitest';
import { addNote, changeNote, resizeNotes } from './change-notes';
import { graphOf, step } from './graph-fixtures';

describe(addNote.name, () => {
  it('puts an empty note with its middle at the point', () => {
    const { graph, noteId } = addNote(graphOf([]), { x: 200, y: 100 });
    expect(graph.notes).toEqual([{ id: noteId, text: '', position: { x: 88, y: 40 }, width: 224, height: 128 }]);
  });

  it('goes down where steps would cover it', () => {
    const { graph } = addNote(graphOf([step('a', { position: { x: 0, y: 0 } })]), { x: 112, y: 32 });
    expect(graph.notes?.[0]?.position).toEqual({ x: 0, y: 64 });
  });
});

describe(changeNote.name, () => {
  it('changes only the one', () => {
    const { graph } = addNote(addNote(graphOf([]), { x: 0, y: 0 }).graph, { x: 0, y: 0 });
    expect(changeNote(graph, 'note2', { text: 'Hi' }).notes?.map(({ text }) => text)).toEqual(['', 'Hi']);
  });
});

describe(resizeNotes.name, () => {
  it('changes the size of the chosen ones, but makes none too small to be read', () => {
    const note = (id: string) => ({ id, text: '', position: { x: 0, y: 0 }, width: 120, height: 80 });
    const graph = { nodes: [], edges: [], notes: [note('a'), note('b')] };
    const sizes = resizeNotes(graph, new Set(['a']), { x: -16, y: 8 }).notes?.map(({ width, height }) => [
      width,
      height,
    ]);
    expect(sizes).toEqual([
      [112, 88],
      [120, 80],
    ]);
  });
});
