import type { StepStatus } from '@eventloom/backend/contract';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';

/** What became of a step in the runs that are shown. */
export interface NodeRun {
  status: StepStatus;
  /** The first line of what went wrong; the last one of several. */
  error?: string;
  /** Where its way out is told: the ports it left by, several only in a loop. */
  ports?: readonly string[];
  /** In a loop: how many iterations left by each port. */
  sent?: Readonly<Record<string, number>>;
  /** In a loop: how many iterations there are, how many of them are over, and how many failed. */
  counts?: { total: number; over: number; failed: number };
}

/** Whether two look the same on the canvas. */
export function isSameRun(one: NodeRun, other: NodeRun): boolean {
  return (
    one.status === other.status &&
    one.error === other.error &&
    one.ports?.join('\n') === other.ports?.join('\n') &&
    isSameCount(one.sent, other.sent) &&
    one.counts?.total === other.counts?.total &&
    one.counts?.over === other.counts?.over &&
    one.counts?.failed === other.counts?.failed
  );
}

function isSameCount(one: NodeRun['sent'] = {}, other: NodeRun['sent'] = {}): boolean {
  const ports = Object.keys(one);
  return ports.length === Object.keys(other).length && ports.every((port) => one[port] === other[port]);
}

export interface NodeProblems {
  severity: 'error' | 'warning';
  details: readonly string[];
}

/** What is to be known of a step that is tried out. */
export interface NodeMarks {
  /** Tests are given an output instead of performing it. */
  isPinned: boolean;
  /** It changed since the run that is shown. */
  isStale: boolean;
}

/** What became of a step from one state of a workflow to another. */
export type ShownChange = 'added' | 'removed' | 'changed' | 'moved';

export interface ShownChanges {
  nodes: Readonly<Record<string, ShownChange>>;
  edges: Readonly<Record<string, 'added' | 'removed'>>;
}

/**
 * What lies over the graph and changes often. It is kept out of React Flow's nodes: each node follows its own part, so
 * that a step that changes state draws one node and not five hundred.
 */
export interface Overlay {
  runs: Readonly<Record<string, NodeRun>>;
  problems: Readonly<Record<string, NodeProblems>>;
  marks: Readonly<Record<string, NodeMarks>>;
  /** On a canvas that compares two states. */
  changes: ShownChanges;
  /** While a connection is drawn: which way it began, and why it may not end at a step, by the step's id. */
  connecting: { from: 'output' | 'input'; refusals: Readonly<Record<string, string>> } | null;
  /** The step, note or card that the canvas's one tab stop is at. */
  current: string | undefined;
  /** What is being given another name; of a note, its text. */
  renaming: string | undefined;
  hoveredEdge: string | undefined;
  /** The connection that what is dragged would be put into. */
  dropEdge: string | undefined;
}

export type OverlayStore = StoreApi<Overlay>;

const EMPTY: Overlay = {
  runs: {},
  problems: {},
  marks: {},
  changes: { nodes: {}, edges: {} },
  connecting: null,
  current: undefined,
  renaming: undefined,
  hoveredEdge: undefined,
  dropEdge: undefined,
};

export function createOverlay(runs: Overlay['runs'] = {}): OverlayStore {
  return createStore<Overlay>(() => ({ ...EMPTY, runs }));
}

/** What can be done on a canvas that is edited; none of it on one that only shows. */
export interface CanvasActions {
  addAfter(nodeId: string, port: string, at: { x: number; y: number }): void;
  insertOnEdge(edgeId: string, at: { x: number; y: number }): void;
  rename(nodeId: string, label: string): void;
  /** Opens what went wrong with a step in the run that is shown. */
  openError(nodeId: string): void;
  toggleGroup(groupId: string): void;
  changeNote(noteId: string, change: { text?: string; width?: number; height?: number }): void;
}

export interface CanvasContextValue {
  overlay: OverlayStore;
  actions: CanvasActions | null;
  /** The workflow that is drawn, where its seams with others are shown. */
  workflowId?: string;
}

export const CanvasContext = createContext<CanvasContextValue | null>(null);

export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext);
  if (!value) throw new Error('a canvas part stands outside of a canvas');
  return value;
}

/** Follows one part of what lies over the graph. */
export function useOverlay<Part>(select: (overlay: Overlay) => Part): Part {
  return useStore(useCanvas().overlay, select);
}
