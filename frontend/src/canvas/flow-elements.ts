import {
  DEFAULT_PORT,
  LOOP_BODY_PORT,
  LOOP_TYPE,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type NodeManifest,
} from '@eventloom/backend/contract';
import type { Edge, Node } from '@xyflow/react';
import {
  claimedPorts,
  handleAt,
  nodeHeight,
  NODE_WIDTH,
  portsOf,
  portTop,
  type DrawnPort,
  type Point,
} from './node-geometry';
import { positionOf } from './place-nodes';
import { topicLinks } from './topic-links';

export type Manifests = ReadonlyMap<string, NodeManifest>;

export interface StepData extends Record<string, unknown> {
  node: GraphNode;
  manifest: NodeManifest | undefined;
  title: string;
  ports: DrawnPort[];
  /** The ports that a connection already leaves by. */
  taken: ReadonlySet<string>;
}
export type StepFlowNode = Node<StepData, 'step'>;

export interface ConnectionData extends Record<string, unknown> {
  /** The steps at its ends, also where a card is drawn in their place. */
  from: string;
  to: string;
  sourceTitle: string;
  targetTitle: string;
  port: string;
  /** Whether it leads into the body of a loop, which is gone through many times. */
  repeats: boolean;
  /** Whether a disabled step passes its input through. */
  dashed: boolean;
}
export type ConnectionFlowEdge = Edge<ConnectionData, 'connection'>;
export type TopicFlowEdge = Edge<{ topic: string; from: string; to: string }, 'topic'>;
export type FlowEdge = ConnectionFlowEdge | TopicFlowEdge;

export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  notes: ReadonlySet<string>;
  /** A chosen group stands for its frame; what is done with steps is done with those in it. */
  groups: ReadonlySet<string>;
}
export const NOTHING_SELECTED: Selection = { nodes: new Set(), edges: new Set(), notes: new Set(), groups: new Set() };

export const INPUT_HANDLE = 'in';
/** Where the topic that an event trigger hears comes in; no connection ends there. */
export const TOPIC_HANDLE = 'topic';
const NO_PORTS: ReadonlySet<string> = new Set();

/** What a step is called: its label, else the title of its type. */
export function titleOf(node: GraphNode, manifest: NodeManifest | undefined): string {
  return node.label?.trim() || manifest?.title || node.type;
}

interface Kept {
  source: GraphNode;
  portsKey: string;
  flow: StepFlowNode;
}

/**
 * Makes the function that turns steps into React Flow's nodes. It hands out the very same object as long as nothing about
 * a step changed, which is what lets React Flow leave the others alone.
 */
export function createNodeMapper() {
  let kept = new Map<string, Kept>();
  let keptManifests: Manifests | undefined;
  let keptGraph: Graph | undefined;
  let claimed = new Map<string, Set<string>>();
  return (graph: Graph, manifests: Manifests, selected: ReadonlySet<string>, dragged: ReadonlyMap<string, Point>) => {
    if (manifests !== keptManifests) kept = new Map();
    keptManifests = manifests;
    if (graph !== keptGraph) claimed = claimedPorts(graph);
    keptGraph = graph;
    const next = new Map<string, Kept>();
    for (const node of graph.nodes) {
      if (next.has(node.id)) continue;
      const taken = claimed.get(node.id) ?? NO_PORTS;
      const portsKey = [...taken].join('\n');
      const position = dragged.get(node.id) ?? positionOf(node);
      const old = kept.get(node.id);
      const flow =
        old?.source === node && old.portsKey === portsKey
          ? old.flow
          : toFlowNode(node, manifests.get(node.type), taken);
      next.set(node.id, { source: node, portsKey, flow: placed(flow, position, selected.has(node.id)) });
    }
    kept = next;
    return [...next.values()].map((entry) => entry.flow);
  };
}

function placed(flow: StepFlowNode, position: Point, selected: boolean): StepFlowNode {
  const stays = flow.position.x === position.x && flow.position.y === position.y;
  return stays && flow.selected === selected ? flow : { ...flow, position, selected };
}

function toFlowNode(node: GraphNode, manifest: NodeManifest | undefined, taken: ReadonlySet<string>): StepFlowNode {
  const ports = portsOf(node, manifest, taken);
  const height = nodeHeight(ports.length);
  const input = handleAt(INPUT_HANDLE, 'target', height / 2);
  const outputs = ports.map((port, index) => handleAt(port.name, 'source', portTop(index, ports.length)));
  const inputs =
    (manifest?.ports.input ?? true) ? [input] : node.type === 'event' ? [{ ...input, id: TOPIC_HANDLE }] : [];
  return {
    id: node.id,
    type: 'step',
    position: positionOf(node),
    width: NODE_WIDTH,
    height,
    measured: { width: NODE_WIDTH, height },
    handles: [...inputs, ...outputs],
    selected: false,
    domAttributes: { 'aria-roledescription': undefined },
    data: { node, manifest, title: titleOf(node, manifest), ports, taken },
  };
}

/** Turns connections into React Flow's edges, and adds the links between publishers and subscribers of one topic. */
export function toFlowEdges(graph: Graph, manifests: Manifests, selected: ReadonlySet<string>): FlowEdge[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = new Map<string, FlowEdge>();
  for (const edge of graph.edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (source && target && !edges.has(edge.id))
      edges.set(edge.id, toFlowEdge(edge, [source, target], manifests, selected.has(edge.id)));
  }
  const links = topicLinks(graph).map(({ topic, source, target }): TopicFlowEdge => ({
    id: `topic:${source}:${target}`,
    type: 'topic',
    source,
    target,
    targetHandle: TOPIC_HANDLE,
    selectable: false,
    focusable: false,
    reconnectable: false,
    data: { topic, from: source, to: target },
    ariaLabel: `Topic ${topic}`,
    domAttributes: { 'aria-roledescription': undefined },
  }));
  return [...edges.values(), ...links];
}

function toFlowEdge(edge: GraphEdge, ends: [GraphNode, GraphNode], manifests: Manifests, selected: boolean): FlowEdge {
  const [sourceTitle, targetTitle] = ends.map((node) => titleOf(node, manifests.get(node.type))) as [string, string];
  const port = edge.sourceHandle ?? DEFAULT_PORT;
  return {
    id: edge.id,
    type: 'connection',
    source: edge.source,
    sourceHandle: port,
    target: edge.target,
    targetHandle: INPUT_HANDLE,
    selected,
    interactionWidth: 24,
    ariaLabel: `Connection from ${sourceTitle} to ${targetTitle}`,
    domAttributes: { tabIndex: -1, 'aria-roledescription': undefined },
    data: {
      from: edge.source,
      to: edge.target,
      sourceTitle,
      targetTitle,
      port,
      repeats: ends[0].type === LOOP_TYPE && port === LOOP_BODY_PORT,
      dashed: ends.some((node) => node.disabled === true),
    },
  };
}
