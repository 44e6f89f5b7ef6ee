import type { Graph, PastEvents, Workflow } from '@eventloom/backend/contract';
import { createStore, type StoreApi } from 'zustand';
import { createOverlay, type OverlayStore } from '../canvas/canvas-overlay';
import { NOTHING_SELECTED, type Selection } from '../canvas/flow-elements';
import type { Point } from '../canvas/node-geometry';
import { placeNodes } from '../canvas/place-nodes';
import { Autosave, type SavePort } from './document/autosave';
import { WorkflowDocument } from './document/document';
import { Journal, recover } from './document/journal';
import type { Attachment } from './model/add-step';
import type { RunSession } from './run/run-session';
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
  notice: Notice | undefined;
  leftPane: 'palette' | 'outline';
  areProblemsOpen: boolean;
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
}

/** All that belongs to one opened workflow. It is made anew for each, so that none can be taken for another. */
export class EditorSession {
  readonly document: WorkflowDocument;
  readonly autosave: Autosave;
  readonly overlay: OverlayStore = createOverlay();
  readonly ui: StoreApi<EditorUi>;
  readonly run = createStore<RunState>(() => ({ isStarting: false, session: undefined }));
  readonly workflowId: string;
  private readonly journal: Journal;

  constructor(
    private readonly opened: Workflow,
    port: SavePort,
    selectedNodeId: string | undefined,
  ) {
    this.workflowId = opened.id;
    this.journal = new Journal(opened.id);
    this.document = new WorkflowDocument({
      name: opened.name,
      graph: placeNodes(opened.graph),
      settings: opened.settings,
    });
    this.autosave = new Autosave(this.document, opened, port, this.journal);
    const isThere = opened.graph.nodes.some((node) => node.id === selectedNodeId);
    const selected = isThere && selectedNodeId !== undefined ? [selectedNodeId] : [];
    this.ui = createStore<EditorUi>(() => ({
      selection: selectionOf(selected),
      isPanelOpen: isThere,
      placedByHand: undefined,
      picker: undefined,
      notice: undefined,
      leftPane: 'palette',
      areProblemsOpen: true,
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
    const stop = this.autosave.start();
    const entry = this.journal.read();
    const recovery = recover(entry, this.opened);
    if (recovery === 'nothing') this.journal.clear();
    else if (entry) {
      if (entry.sent) this.autosave.expect(entry.sent);
      this.document.replace(entry.mine);
      if (recovery === 'conflict') this.autosave.startConflict(this.opened);
      else this.tell({ text: 'Edits that had not been saved were restored.', tone: 'info' });
    }
    this.takeUp(takeHandedOver(this.workflowId));
    const leave = (): void => this.autosave.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void this.autosave.flush().catch(() => undefined);
      stop();
    };
  }

  /** Makes a state that was kept the draft: an edit like any other. */
  private takeUp(kept: ReturnType<typeof takeHandedOver>): void {
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

  select(nodeIds: Iterable<string>, edgeIds: Iterable<string> = []): void {
    this.ui.setState({ selection: selectionOf(nodeIds, edgeIds) });
  }

  tell(notice: Notice): void {
    this.ui.setState({ notice: { ...notice } });
  }
}

export function selectionOf(nodes: Iterable<string>, edges: Iterable<string> = []): Selection {
  const selection = { nodes: new Set(nodes), edges: new Set(edges) };
  return selection.nodes.size + selection.edges.size === 0 ? NOTHING_SELECTED : selection;
}

export function onlyNode({ nodes }: Selection): string | undefined {
  const [first] = nodes;
  return nodes.size === 1 ? first : undefined;
}
