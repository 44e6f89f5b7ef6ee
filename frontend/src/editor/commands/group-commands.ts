import { elementOf, groupElement, noteElement } from '../../canvas/element-ids';
import { GRID, type Point } from '../../canvas/node-geometry';
import type { CanvasView } from '../../canvas/use-canvas-view';
import type { EditorSession } from '../editor-session';
import { changeGroup, groupsOf, groupSteps, ungroup } from '../model/change-groups';
import { addNote, changeNote, resizeNotes } from '../model/change-notes';
import { chosenSteps } from '../model/chosen';

/** What a person can do with groups of steps, and with notes. */
export class GroupCommands {
  constructor(
    private readonly session: EditorSession,
    private readonly view: CanvasView,
  ) {}

  /** Puts the chosen steps into a group and asks for its name. */
  group(): void {
    const { session } = this;
    const steps = chosenSteps(session.graph, session.ui.getState().selection);
    if (steps.size === 0) return session.tell({ text: 'Choose the steps that are to be a group.', tone: 'info' });
    let groupId = '';
    session.document.edit((graph) => {
      const made = groupSteps(graph, steps, `Group ${(graph.groups?.length ?? 0) + 1}`);
      groupId = made.groupId;
      return made.graph;
    });
    session.select([], [], { groups: new Set([groupId]) });
    session.overlay.setState({ renaming: groupElement(groupId) });
  }

  /** Takes the frames of the chosen groups away, and of those that chosen steps are in. */
  ungroup(): void {
    const { session } = this;
    const steps = chosenSteps(session.graph, session.ui.getState().selection);
    const groups = groupsOf(session.graph, steps);
    if (groups.length === 0) return;
    session.document.edit((graph) => ungroup(graph, new Set(groups.map(({ id }) => id))));
    session.select(groups.flatMap(({ nodeIds }) => nodeIds));
    const names = groups.map(({ label }) => label).join(', ');
    session.tell({ text: `Ungrouped: ${names}.`, tone: 'info' });
  }

  /** Collapses the group of what is chosen, or expands it. */
  toggleChosen(): void {
    const { session } = this;
    const [group] = groupsOf(session.graph, chosenSteps(session.graph, session.ui.getState().selection));
    if (group) this.toggle(group.id);
  }

  toggle(groupId: string): void {
    const { session } = this;
    const group = session.graph.groups?.find(({ id }) => id === groupId);
    if (!group) return;
    const collapsed = !group.collapsed;
    session.document.edit((graph) => changeGroup(graph, groupId, { collapsed }));
    session.select([], [], { groups: new Set([groupId]) });
    session.overlay.setState({ current: collapsed ? groupElement(groupId) : group.nodeIds[0] });
    this.view.focus(groupElement(groupId));
  }

  rename(groupId: string, label: string): void {
    const trimmed = label.trim();
    const group = this.session.graph.groups?.find(({ id }) => id === groupId);
    if (trimmed !== '' && group && trimmed !== group.label)
      this.session.document.edit((graph) => changeGroup(graph, groupId, { label: trimmed }));
  }

  chooseGroup(groupId: string, isMore: boolean): void {
    this.session.ui.setState(({ selection }) => ({
      selection: isMore
        ? { ...selection, groups: new Set([...selection.groups, groupId]) }
        : { nodes: new Set(), edges: new Set(), notes: new Set(), groups: new Set([groupId]) },
    }));
    this.view.focus(groupElement(groupId));
  }

  /** Puts a note in the middle of what is seen, and goes on to its text. */
  addNote(at: Point = this.view.middle()): void {
    const { session } = this;
    let noteId = '';
    session.document.edit((graph) => {
      const added = addNote(graph, at);
      noteId = added.noteId;
      return added.graph;
    });
    session.select([], [], { notes: new Set([noteId]) });
    session.overlay.setState({ current: noteElement(noteId), renaming: noteElement(noteId) });
  }

  changeNote(noteId: string, change: { text?: string; width?: number; height?: number }): void {
    const note = this.session.graph.notes?.find(({ id }) => id === noteId);
    if (note && (change.text === undefined || change.text !== note.text))
      this.session.document.edit((graph) => changeNote(graph, noteId, change));
  }

  /** Makes the chosen notes larger or smaller by so many squares of the grid. */
  resizeNotes(by: Point): void {
    const { notes } = this.session.ui.getState().selection;
    if (notes.size === 0) return;
    const squares = { x: by.x * GRID, y: by.y * GRID };
    this.session.document.edit((graph) => resizeNotes(graph, notes, squares), { merge: 'resize' });
  }

  /** Opens what has the focus, if it is no step: a note to write in, a card to look into. Answers whether it was. */
  openCurrent(): boolean {
    const { current = '' } = this.session.overlay.getState();
    const { part, id } = elementOf(current);
    if (part === 'notes') this.session.overlay.setState({ renaming: current });
    if (part === 'groups') this.toggle(id);
    return part !== 'nodes';
  }
}
