import { DEFAULT_PORT, type Graph } from '@eventloom/backend/contract';
import { outputPorts, type OutputPort } from '@eventloom/backend/engine';
import type { Manifests } from '../../canvas/flow-elements';
import { positionOf } from '../../canvas/place-nodes';
import { refusalsFrom } from '../../canvas/refusals';

/** A connection from one step that may be drawn, or that is drawn and may be taken away. */
export interface ConnectTarget {
  nodeId: string;
  port: OutputPort;
  /** The connection that is there already. */
  edgeId: string | undefined;
}

/** Where a step can lead to, the nearest first, and after that where it leads already. */
export function connectTargets(graph: Graph, nodeId: string, manifests: Manifests): ConnectTarget[] {
  const from = graph.nodes.find((node) => node.id === nodeId);
  const manifest = from && manifests.get(from.type);
  if (!manifest) return [];
  const start = positionOf(from);
  const near = graph.nodes
    .filter((node) => node.id !== nodeId)
    .map((node) => ({ id: node.id, distance: distanceOf(start, positionOf(node)) }))
    .sort((one, other) => one.distance - other.distance);
  const ports = outputPorts(from, manifest);
  const open = ports.flatMap((port) => {
    const refusals = refusalsFrom(graph, nodeId, port.name, manifests);
    return near.filter(({ id }) => !(id in refusals)).map(({ id }) => ({ nodeId: id, port, edgeId: undefined }));
  });
  const drawn = graph.edges
    .filter((edge) => edge.source === nodeId)
    .map((edge) => {
      const name = edge.sourceHandle ?? DEFAULT_PORT;
      const port = ports.find((each) => each.name === name) ?? { name, title: name };
      return { nodeId: edge.target, port, edgeId: edge.id };
    });
  return [...open, ...drawn];
}

/** What lies to the right is nearer: that is where steps lead to. */
function distanceOf(from: { x: number; y: number }, to: { x: number; y: number }): number {
  const away = Math.hypot(to.x - from.x, to.y - from.y);
  return to.x > from.x ? away : away * 3;
}
