import { outputPorts } from '@eventloom/backend/engine';
import type { Graph, GraphNode, NodeManifest } from '@eventloom/backend/contract';
import { NODE_WIDTH, COLUMN_GAP, snap, type Point } from '../../canvas/node-geometry';
import { onwardPort } from './change-ports';
import { moveSteps } from './change-steps';
import { connect } from './connect';
import { freeLabel, freeNodeId } from './names';

/** How a new step is tied to what is there. */
export type Attachment =
  | { to: 'nothing' }
  | { to: 'output'; nodeId: string; port: string }
  | { to: 'input'; nodeId: string }
  | { to: 'edge'; edgeId: string };

export interface NewStep {
  manifest: NodeManifest;
  position: Point;
  attach: Attachment;
}

/** Adds a step and ties it in; answers its id too. What can't be tied in is added by itself. */
export function addStep(graph: Graph, { manifest, position, attach }: NewStep): { graph: Graph; nodeId: string } {
  const nodeId = freeNodeId(graph, manifest.type);
  const label = freeLabel(graph, manifest);
  const node: GraphNode = {
    id: nodeId,
    type: manifest.type,
    ...(label !== undefined && { label }),
    position: { x: snap(position.x), y: snap(position.y) },
    params: structuredClone(manifest.defaults),
  };
  const added = { ...graph, nodes: [...graph.nodes, node] };
  const tie = { nodeId, hasInput: manifest.ports.input, port: onwardPort(node.type, outputPorts(node, manifest)) };
  return { graph: tieIn(added, tie, attach), nodeId };
}

/** The new step as its connections see it: `port` is the way on from it. */
interface Tie {
  nodeId: string;
  hasInput: boolean;
  port: string | undefined;
}

function tieIn(graph: Graph, tie: Tie, attach: Attachment): Graph {
  const { nodeId, hasInput, port } = tie;
  switch (attach.to) {
    case 'nothing':
      return graph;
    case 'output':
      return hasInput ? connect(graph, { source: attach.nodeId, sourceHandle: attach.port, target: nodeId }) : graph;
    case 'input':
      return port === undefined ? graph : connect(graph, { source: nodeId, sourceHandle: port, target: attach.nodeId });
    case 'edge':
      return spliceIn(graph, tie, attach.edgeId);
  }
}

/** Puts a step into a connection: what led to the old target now leads through it. */
function spliceIn(graph: Graph, { nodeId, hasInput, port }: Tie, edgeId: string): Graph {
  const edge = graph.edges.find((each) => each.id === edgeId);
  if (!edge || !hasInput || port === undefined) return graph;
  const without = { ...graph, edges: graph.edges.filter((each) => each.id !== edgeId) };
  const before = connect(without, { source: edge.source, sourceHandle: edge.sourceHandle, target: nodeId });
  return connect(before, { source: nodeId, sourceHandle: port, target: edge.target });
}

/** Puts a step that is on the canvas already into a connection, and makes room for it there. */
export function spliceStep(
  graph: Graph,
  { manifest, nodeId, edgeId, position }: { manifest: NodeManifest; nodeId: string; edgeId: string; position: Point },
): Graph {
  const node = graph.nodes.find((each) => each.id === nodeId);
  if (!node) return graph;
  const tie = { nodeId, hasInput: manifest.ports.input, port: onwardPort(node.type, outputPorts(node, manifest)) };
  return makeRoom(spliceIn(moveSteps(graph, new Map([[nodeId, position]])), tie, edgeId), nodeId);
}

/** Shifts what follows an inserted step to the right where it would lie under it. */
export function makeRoom(graph: Graph, nodeId: string): Graph {
  const inserted = graph.nodes.find((node) => node.id === nodeId);
  const next = graph.edges.filter((edge) => edge.source === nodeId).map((edge) => edge.target);
  const left = Math.min(...graph.nodes.filter((node) => next.includes(node.id)).map((node) => node.position?.x ?? 0));
  const shift = snap((inserted?.position?.x ?? 0) + NODE_WIDTH + COLUMN_GAP / 2 - left);
  if (!Number.isFinite(shift) || shift <= 0) return graph;
  const moved = downstreamOf(graph, next);
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      moved.has(node.id) && node.position
        ? { ...node, position: { x: node.position.x + shift, y: node.position.y } }
        : node,
    ),
  };
}

function downstreamOf(graph: Graph, starts: readonly string[]): Set<string> {
  const reached = new Set(starts);
  for (const id of reached) for (const edge of graph.edges) if (edge.source === id) reached.add(edge.target);
  return reached;
}
