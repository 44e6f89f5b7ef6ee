import type { OnDeadLetter, WorkflowSettings } from '../../contract/index.js';
import { compileTemplate, type CompiledTemplate } from '../../expressions/compile-template.js';
import type { Scope } from '../../expressions/scope.js';
import { keyOf } from '../flow-key.js';

/** Under which key the events of a trigger are worked off one after the other. */
export interface Ordering {
  /** An expression over the event. */
  key: string;
  onDeadLetter: OnDeadLetter;
  /** The variables that the key may name. */
  vars?: WorkflowSettings['vars'];
}

/** The same, with the expression compiled. */
export interface BoundOrdering extends Ordering {
  compiledKey: CompiledTemplate;
}

/** The runs of one trigger with the same key: a place in it tells when a run has its turn. */
export interface OrderLane {
  workflowId: string;
  /** The trigger. */
  nodeId: string;
  key: string;
}

/** A run's place in its lane. */
export interface LanePlace extends OrderLane {
  /** Digits: it does not fit a number for ever. */
  seq: string;
  runId: string;
}

/** What an event says of the order in which its run has to be worked off. */
export interface WantedOrder {
  key: string;
  onDeadLetter: OnDeadLetter;
  /** The event whose failed run it may stand in for. */
  inPlaceOf?: string | undefined;
  /** Its place, once it has one: digits. */
  seq?: string | undefined;
  /** The one ahead of it came before; it may be leaving at this very moment. */
  isBehind?: boolean;
}

/** What the row of a run says of its place. */
export interface PlaceColumns {
  id: string;
  workflowId: string;
  nodeId: string;
  orderKey: string | null;
  orderSeq: string | null;
}

/** The place of a run, if it has one. */
export function placeOf({ id, workflowId, nodeId, orderKey, orderSeq }: PlaceColumns): LanePlace[] {
  if (orderKey === null || orderSeq === null) return [];
  return [{ workflowId, nodeId, key: orderKey, seq: orderSeq, runId: id }];
}

export function bindOrdering(ordering: Ordering): BoundOrdering {
  return { ...ordering, compiledKey: compileTemplate(ordering.key, new Set()) };
}

/** The key of an event; events that have none share a lane. */
export function wantedOrder({ compiledKey, onDeadLetter, vars = {} }: BoundOrdering, event: Scope): WantedOrder {
  return { key: keyOf(compiledKey, { ...event, vars }), onDeadLetter };
}

/** Tells lanes apart. */
export function laneKey({ workflowId, nodeId, key }: OrderLane): string {
  return `${workflowId} ${nodeId} ${key}`;
}

/** Each lane once. */
export function distinctLanes(lanes: readonly OrderLane[]): OrderLane[] {
  return [...new Map(lanes.map((lane) => [laneKey(lane), lane])).values()];
}
