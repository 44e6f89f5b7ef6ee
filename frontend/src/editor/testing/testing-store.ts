import type { Graph, KeptPin, Listener, Pin } from '@eventloom/backend/contract';
import { createStore, type StoreApi } from 'zustand';
import type { ShownStep } from '../../api/queries';

/** What a step came to the last time, with the graph that it was a part of then. */
export interface StepResult extends Pick<
  ShownStep,
  'status' | 'input' | 'output' | 'inputPreview' | 'outputPreview' | 'port' | 'error' | 'logs'
> {
  /** Absent for what was heard: no run has made it. */
  runId?: string;
  /** The event of the run, or the one that was heard. */
  eventId: string;
  /** ISO 8601. */
  at: string;
  graph: Graph;
  iteration?: string | undefined;
}

/** A step whose pinned output is being written. */
export interface PinDraft {
  nodeId: string;
  pin: Pin;
}

/** What a draft is tried out with, and what came of it. None of it is part of the graph. */
export interface TestingState {
  pins: Readonly<Record<string, KeptPin>>;
  results: Readonly<Record<string, StepResult>>;
  /** Where the editor waits for the next event. */
  listeners: Readonly<Record<string, Listener>>;
  /** A step that touches the world, which somebody has asked to test for the first time. */
  asking: string | undefined;
  /** The steps of which somebody knows that they do. */
  known: ReadonlySet<string>;
  pinDraft: PinDraft | undefined;
  /** The trigger for which a past event is being chosen. */
  choosingFor: string | undefined;
}

export type TestingStore = StoreApi<TestingState>;

export function createTesting(): TestingStore {
  return createStore<TestingState>(() => ({
    pins: {},
    results: {},
    listeners: {},
    asking: undefined,
    known: new Set(),
    pinDraft: undefined,
    choosingFor: undefined,
  }));
}
