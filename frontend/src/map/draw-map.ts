import type { MapEdge, MapNode, SystemMap } from '@eventloom/backend/contract';
import { oneCardEach } from './one-card-each';
import { splitOwnTopics } from './split-own-topics';

/** The map as it is drawn, and where nodes have gone that are drawn as part of others. */
export interface DrawnMap {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
  /** By the id of a node of the answer, the ids of those that stand for it. */
  standIns: ReadonlyMap<string, readonly string[]>;
}

/** Makes of the server's answer what is drawn. */
export function drawMap(map: SystemMap): DrawnMap {
  return splitOwnTopics(oneCardEach({ ...map, standIns: new Map() }));
}
