import type { StepStatus } from '@eventloom/backend/contract';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Guide } from './align-guides';

/** What became of a step in the runs that are shown. */
export interface NodeRun {
  status: StepStatus;
  /** The first line of what went wrong; the last one of several. */
  error?: string;
  /** Where its way out is told: the ports it left by, several only in a loop. */
  ports?: readonly string[];
  /** In a loop: how many iterations there are, how many of them are over, and how many failed. */
  counts?: { total: number; over: number; failed: number };
}

/** Whether two look the same on the canvas. */
export function isSameRun(one: NodeRun, other: NodeRun): boolean {
  return (
    one.status === other.status &&
    one.error === other.error &&
    one.ports?.join('\n') === other.ports?.join('\n') &&
    one.counts?.total === other.counts?.total &&
    one.counts?.over === other.counts?.over &&
    one.counts?.failed === other.counts?.failed
  );
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

/**
 * What lies over the graph and changes often. It is kept out of React Flow's nodes: each node follows its own part, so
 * that a step that changes state draws one node and not five hundred.
 */
export interface Overlay {
  runs: Readonly<Record<string, NodeRun>>;
  problems: Readonly<Record<string, NodeProblems>>;
  marks: Readonly<Record<string, NodeMarks>>;
  /** While a connection is drawn: which way it began, and why it may not end at a step, by the step's id. */
  connecting: { from: 'output' | 'input'; refusals: Readonly<Record<string, string>> } | null;
  /** The step that the canvas's one tab stop is at. */
  current: string | undefined;
  renaming: string | undefined;
  hoveredEdge: string | undefined;
  /** The connection that what is dragged would be put into. */
  dropEdge: string | undefined;
  /** What the dragged steps are in line with. */
  guides: readonly Guide[];
}

export type OverlayStore = StoreApi<Overlay>;

const EMPTY: Overlay = {
  runs: {},
  problems: {},
  marks: {},
  connecting: null,
  current: undefined,
  renaming: undefined,
  hoveredEdge: undefined,
  dropEdge: undefined,
  guides: [],
};

export function createOverlay(): OverlayStore {
  return createStore<Overlay>(() => EMPTY);
}

/** What can be done on a canvas that is edited; none of it on one that only shows. */
export interface CanvasActions {
  addAfter(nodeId: string, port: string, at: { x: number; y: number }): void;
  insertOnEdge(edgeId: string, at: { x: number; y: number }): void;
  rename(nodeId: string, label: string): void;
}

export interface CanvasContextValue {
  overlay: OverlayStore;
  actions: CanvasActions | null;
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
