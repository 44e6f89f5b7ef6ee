import type { Graph, PastEvents, Workflow } from '@eventloom/backend/contract';
import { createStore, type StoreApi } from 'zustand';
import { createOverlay, type OverlayStore } from '../canvas/canvas-overlay';
import { NOTHING_SELECTED, type Selection } from '../canvas/flow-elements';
import type { Point } from '../canvas/node-geometry';
import { placeNodes } from '../canvas/place-nodes';
import { Autosave, type SavePort } from './document/autosave';
import { WorkflowDocument } from './document/document';
import { recover, type Journal, type JournalEntry } from './document/journal';
import type { Attachment } from './model/add-step';
import type { RunSession } from './run/run-session';
import { createTesting } from './testing/testing-store';
import { takeHandedOver } from './versions/hand-over';

/** Where a step that is being picked will go. */
export interface PickerRequest {
  attach: Attachment;
  /** Its place on the graph. */
  position: Point;
  /** Where in the window the picker opens; in the middle of the canvas if absent. */
  at?: Point;
}

/** Something to be told without getting in the way. */
export interface Notice {
  text: string;
  tone: 'info' | 'error';
  action?: { label: string; run: () => void };
}

/** What has to be decided before a draft is published. */
export interface PublishQuestion {
  /** What the workflow hears and did not hear before. */
  topics: string[];
  /** What it would be fed from the beginning. */
  past: PastEvents;
}

export interface EditorUi {
  selection: Selection;
  isPanelOpen: boolean;
  /** A step that was put in its place by hand: the view does not move away from under it. */
  placedByHand: string | undefined;
  picker: PickerRequest | undefined;
  /** The step whose connections are being chosen from a list. */
  connectFrom: string | undefined;
  /** How often a search for a step was asked for; none is open if absent. */
  findAsked: number | undefined;
  notice: Notice | undefined;
  leftPane: 'palette' | 'outline';
  areProblemsOpen: boolean;
  areLogsOpen: boolean;
  /** Whether the draft is to be kept under a name. */
  isNamingCheckpoint: boolean;
  /** Whether there are problems that publishing has to wait for. */
  isBlocked: boolean;
  areShortcutsOpen: boolean;
  areSettingsOpen: boolean;
  isPublishing: boolean;
  publishQuestion: PublishQuestion | undefined;
  /** The field that is to have the focus; the first one if none is named. */
  target: { nodeId: string; param: string | undefined } | undefined;
}

export interface RunState {
  isStarting: boolean;
  session: RunSession | undefined;
  /** What the run that was started last ran. */
  graph?: Graph;
}

/** A workflow as it is now, and what an earlier visit left unsaved. */
export interface OpenedWorkflow {
  workflow: Workflow;
  journal: Journal;
  leftOver: JournalEntry | undefined;
}

/** All that belongs to one opened workflow. It is made anew for each, so that none can be taken for another. */
export class EditorSession {
  readonly document: WorkflowDocument;
  readonly autosave: Autosave;
  readonly overlay: OverlayStore = createOverlay();
  readonly ui: StoreApi<EditorUi>;
  readonly run = createStore<RunState>(() => ({ isStarting: false, session: undefined }));
  readonly testing = createTesting();
  readonly workflowId: string;

  constructor(
    private readonly opened: OpenedWorkflow,
    port: SavePort,
    selectedNodeId: string | undefined,
  ) {
    const { id, name, graph, settings } = opened.workflow;
    this.workflowId = id;
    this.document = new WorkflowDocument({ name, graph: placeNodes(graph), settings });
    this.autosave = new Autosave(this.document, opened.workflow, port, opened.journal);
    const isThere = graph.nodes.some((node) => node.id === selectedNodeId);
    const selected = isThere && selectedNodeId !== undefined ? [selectedNodeId] : [];
    this.ui = createStore<EditorUi>(() => ({
      selection: selectionOf(selected),
      isPanelOpen: isThere,
      placedByHand: undefined,
      picker: undefined,
      connectFrom: undefined,
      findAsked: undefined,
      notice: undefined,
      leftPane: 'palette',
      areProblemsOpen: true,
      areLogsOpen: false,
      isNamingCheckpoint: false,
      isBlocked: false,
      areShortcutsOpen: false,
      areSettingsOpen: false,
      isPublishing: false,
      publishQuestion: undefined,
      target: undefined,
    }));
  }

  /** Begins to save; takes up edits that an earlier visit could not store. Answers the function that ends it. */
  start(): () => void {
    const { journal } = this.opened;
    const end = journal.begin();
    const stop = this.autosave.start();
    this.takeUp();
    this.restore(takeHandedOver(this.workflowId));
    const leave = (): void => this.autosave.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      stop();
      end();
    };
  }

  private takeUp(): void {
    const { journal, leftOver, workflow } = this.opened;
    const recovery = recover(leftOver, workflow);
    if (recovery === 'nothing') journal.clear();
    else if (leftOver) {
      if (leftOver.sent) this.autosave.expect(leftOver.sent);
      this.document.replace(leftOver.mine);
      if (recovery === 'conflict') this.autosave.startConflict(workflow);
      else this.tell({ text: 'Edits that had not been saved were restored.', tone: 'info' });
    }
  }

  /** Makes a state that was kept the draft: an edit like any other. */
  private restore(kept: ReturnType<typeof takeHandedOver>): void {
    if (!kept) return;
    this.document.replace({ ...this.document.present, graph: placeNodes(kept.graph), settings: kept.settings });
    const undo = { label: 'Undo', run: () => void this.document.undo() };
    this.tell({
      text: `${kept.name} was restored to the draft. Nothing is published by that.`,
      tone: 'info',
      action: undo,
    });
  }

  get graph(): Graph {
    return this.document.graph;
  }

  /** The step whose settings are shown: the only chosen one. */
  get selectedNode(): string | undefined {
    return onlyNode(this.ui.getState().selection);
  }

  select(nodeIds: Iterable<string>, edgeIds: Iterable<string> = [], others: Partial<Selection> = {}): void {
    this.ui.setState({ selection: selectionOf(nodeIds, edgeIds, others) });
  }

  tell(notice: Notice): void {
    this.ui.setState({ notice: { ...notice } });
  }
}

export function selectionOf(
  nodes: Iterable<string>,
  edges: Iterable<string> = [],
  others: Partial<Selection> = {},
): Selection {
  const selection = { ...NOTHING_SELECTED, nodes: new Set(nodes), edges: new Set(edges), ...others };
  return countChosen(selection) === 0 ? NOTHING_SELECTED : selection;
}

/** How many things are chosen, of whatever sort. */
export function countChosen({ nodes, edges, notes, groups }: Selection): number {
  return nodes.size + edges.size + notes.size + groups.size;
}

export function onlyNode({ nodes, notes, groups }: Selection): string | undefined {
  const [first] = nodes;
  return nodes.size + notes.size + groups.size === 1 ? first : undefined;
}
