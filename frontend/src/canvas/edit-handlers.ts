import type { Graph } from '@eventloom/backend/contract';
import type { Manifests, Selection } from './flow-elements';
import type { Point } from './node-geometry';

export interface ConnectionEnds {
  source: string;
  sourceHandle: string | null;
  target: string;
}

/** What the canvas tells the editor. All of it has to be stable. */
export interface EditHandlers {
  select(selection: Selection): void;
  open(nodeId: string): void;
  rename(nodeId: string): void;
  move(positions: ReadonlyMap<string, Point>): void;
  /** A step that was tied to nothing was dropped on a connection. */
  splice(nodeId: string, edgeId: string, position: Point): void;
  connect(ends: ConnectionEnds): void;
  reconnect(edgeId: string, ends: ConnectionEnds): void;
  refuse(reason: string): void;
  /** A connection was dropped on the empty canvas. */
  dropConnection(from: { nodeId: string; port: string | null; side: 'output' | 'input' }, at: Point): void;
  doubleClick(at: Point): void;
  /** Something was dragged in; `edgeId` is the connection under it. */
  dropType(event: React.DragEvent, edgeId: string | undefined): void;
}

/** What is drawn at the moment, for handlers that are made once. */
export interface Latest {
  readonly current: { graph: Graph; manifests: Manifests; selection: Selection };
}
