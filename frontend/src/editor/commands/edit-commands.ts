import { outputPorts } from '@eventloom/backend/engine';
import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { drawnGraph, seenAs } from '../../canvas/drawn-graph';
import { elementOf, groupElement } from '../../canvas/element-ids';
import { titleOf, type Manifests, type Selection } from '../../canvas/flow-elements';
import { portToAddAfter } from '../../canvas/free-port';
import { neighbourOf } from '../../canvas/neighbours';
import { GRID, type Point } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import type { CanvasView } from '../../canvas/use-canvas-view';
import { countChosen, type EditorSession, type PickerRequest } from '../editor-session';
import { addStep, makeRoom } from '../model/add-step';
import { changeSettings, nudge, toggleDisabled } from '../model/change-steps';
import { chosenSteps, keptChoice } from '../model/chosen';
import { deleteAndReconnect, deleteElements } from '../model/delete-steps';
import { duplicateSteps } from '../model/duplicate-steps';
import { centredAt, freeSpot, spotAfter } from '../model/place-step';
import { nameChoice } from './name-choice';

/** What a person can do to the drawing, by key, button or pointer. */
export class EditCommands {
  constructor(
    private readonly session: EditorSession,
    private readonly view: CanvasView,
    private readonly manifests: Manifests,
  ) {}

  /** Asks for a step to add: after the chosen one if there is one, else in the middle of what is seen. */
  pickStep(): void {
    const { session } = this;
    const nodeId = session.selectedNode;
    const port = nodeId === undefined ? undefined : this.portAfter(nodeId);
    if (nodeId === undefined || port === undefined) {
      const position = freeSpot(session.graph, centredAt(this.view.middle()));
      this.pick({ attach: { to: 'nothing' }, position });
    } else this.pick({ attach: { to: 'output', nodeId, port }, position: spotAfter(session.graph, nodeId) });
  }

  pick(picker: PickerRequest): void {
    this.session.ui.setState({ picker });
  }

  /** Adds a step, chooses it and opens its settings. */
  add(manifest: NodeManifest, { attach, position }: PickerRequest, { byHand = false } = {}): void {
    const { session, view } = this;
    let nodeId = '';
    session.document.edit((graph) => {
      const added = addStep(graph, { manifest, position, attach });
      nodeId = added.nodeId;
      return attach.to === 'edge' ? makeRoom(added.graph, nodeId) : added.graph;
    });
    session.select([nodeId]);
    session.ui.setState({ isPanelOpen: true, picker: undefined, placedByHand: byHand ? nodeId : undefined });
    session.overlay.setState({ current: nodeId });
    session.tell({ text: `${this.nameOf(nodeId)} added.`, tone: 'info' });
    view.focus(nodeId);
  }

  addInMiddle(manifest: NodeManifest): void {
    const position = freeSpot(this.session.graph, centredAt(this.view.middle()));
    this.add(manifest, { attach: { to: 'nothing' }, position });
  }

  deleteSelected(verb?: string): void {
    this.takeAway(deleteElements, verb);
  }

  deleteAndReconnect(): void {
    this.takeAway(deleteAndReconnect);
  }

  private takeAway(change: (graph: Graph, selection: Selection) => Graph, verb = 'deleted.'): void {
    const { session } = this;
    const { selection } = session.ui.getState();
    const { nodes } = selection;
    if (countChosen(selection) === 0) return;
    const [first] = nodes;
    const what = nameChoice(session.graph, selection, this.manifests);
    const before = first === undefined ? undefined : neighbourOf(session.graph, first, 'ArrowLeft');
    session.document.edit((graph) => change(graph, selection));
    session.select([]);
    // The focus goes back to where the run came from, not to nowhere.
    if (before !== undefined && !nodes.has(before)) session.overlay.setState({ current: before });
    const { current } = session.overlay.getState();
    if (current !== undefined) this.view.focus(current);
    session.tell({ text: `${what} ${verb}`, tone: 'info', action: { label: 'Restore', run: () => this.undo() } });
  }

  undo(): void {
    if (this.session.document.undo()) this.keepSelectionReal();
  }

  redo(): void {
    if (this.session.document.redo()) this.keepSelectionReal();
  }

  /** What was undone may have taken a chosen step with it. */
  private keepSelectionReal(): void {
    const { session } = this;
    session.ui.setState(({ selection }) => ({ selection: keptChoice(session.graph, selection) }));
  }

  duplicate(): void {
    const { session } = this;
    const { selection } = session.ui.getState();
    if (chosenSteps(session.graph, selection).size + selection.notes.size === 0) return;
    let copies = selection;
    session.document.edit((graph) => {
      const result = duplicateSteps(graph, selection);
      copies = result.selection;
      return result.graph;
    });
    session.ui.setState({ selection: copies });
    session.tell({ text: `${nameChoice(session.graph, copies, this.manifests)} added.`, tone: 'info' });
    const [first] = copies.nodes;
    if (first !== undefined) this.view.focus(first);
  }

  toggleDisabled(): void {
    const { selection } = this.session.ui.getState();
    const steps = chosenSteps(this.session.graph, selection);
    if (steps.size === 0) return;
    this.session.document.edit((graph) => toggleDisabled(graph, steps));
    const isOff = this.session.graph.nodes.find(({ id }) => steps.has(id))?.disabled === true;
    const what = nameChoice(this.session.graph, selection, this.manifests);
    this.session.tell({ text: `${what} ${isOff ? 'disabled' : 'enabled'}.`, tone: 'info' });
  }

  /** Arranges the chosen steps, or all; what that takes is fetched only then. */
  tidy(): void {
    const { session, view, manifests } = this;
    void import('../tidy/tidy').then(({ tidy }) => tidy({ session, view, manifests }));
  }

  nudge(by: Point): void {
    const { selection } = this.session.ui.getState();
    if (countChosen(selection) === 0) return;
    const distance = { x: by.x * GRID, y: by.y * GRID };
    this.session.document.edit((graph) => nudge(graph, selection, distance), { merge: 'nudge' });
  }

  selectAll(): void {
    const { nodes, notes = [] } = this.session.graph;
    this.session.select(
      nodes.map((node) => node.id),
      [],
      { notes: new Set(notes.map((note) => note.id)) },
    );
  }

  startRename(): void {
    const { groups } = this.session.ui.getState().selection;
    const [groupId] = groups;
    const renaming = this.session.selectedNode ?? (groupId === undefined ? undefined : groupElement(groupId));
    if (renaming !== undefined) this.session.overlay.setState({ renaming });
  }

  rename(nodeId: string, label: string): void {
    const trimmed = label.trim();
    const node = this.session.graph.nodes.find((each) => each.id === nodeId);
    const title = node && this.manifests.get(node.type)?.title;
    const next = trimmed === '' || (trimmed === title && node?.label === undefined) ? undefined : trimmed;
    if (node && next !== node.label)
      this.session.document.edit((graph) => changeSettings(graph, nodeId, { label: next }));
  }

  /** Goes along the connections with the arrow keys. */
  go(key: string): void {
    const from = this.session.overlay.getState().current;
    const next = from === undefined ? undefined : neighbourOf(drawnGraph(this.session.graph), from, key);
    if (next !== undefined) this.goTo(next);
  }

  /** Chooses a step, note or card, brings what is seen of it into view and puts the focus on it. */
  goTo(id: string): void {
    const seen = this.bringUp(id);
    if (seen !== undefined) this.view.focus(seen);
  }

  /** Chooses something and brings what is seen of it into view: of a step in a collapsed group the card. Answers that. */
  bringUp(id: string): string | undefined {
    const { session, view } = this;
    const seen = seenAs(session.graph, id);
    const there = drawnGraph(session.graph).nodes.find((each) => each.id === seen);
    if (!there) return undefined;
    const element = elementOf(id);
    session.select([], [], { [element.part]: new Set([element.id]) });
    session.overlay.setState({ current: seen });
    view.reveal(positionOf(there));
    return seen;
  }

  nameOf(nodeId: string): string {
    const node = this.session.graph.nodes.find((each) => each.id === nodeId);
    return node ? titleOf(node, this.manifests.get(node.type)) : nodeId;
  }

  private portAfter(nodeId: string): string | undefined {
    const node = this.session.graph.nodes.find((each) => each.id === nodeId);
    const manifest = node && this.manifests.get(node.type);
    return manifest && portToAddAfter(this.session.graph, nodeId, outputPorts(node, manifest));
  }
}
