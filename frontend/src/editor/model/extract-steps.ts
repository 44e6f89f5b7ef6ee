import type { Graph, GraphNode } from '@eventloom/backend/contract';
import type { Manifests } from '../../canvas/flow-elements';
import { loopBodies } from '../../canvas/loop-bodies';
import { COLUMN_GAP, NODE_WIDTH, snap } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import { groupsWithout, joinGroupOf } from './change-groups';
import { changeIds } from './change-id';
import { endsOf, entriesOf, partOf, type Part } from './extract-part';
import { passOn, type Passed } from './extract-payload';
import { extractRefusal } from './extract-refusal';
import { freeName, freeNodeId } from './names';
import { readBy } from './read-by';

/** A part of a workflow as one of its own, and the workflow once a step that runs it has taken its place. */
export interface Extraction {
  child: Graph;
  /** Whether the part reads the variables of the workflow. */
  readsVars: boolean;
  caller: (workflowId: string) => { graph: Graph; nodeId: string };
}

/** Takes steps out of a graph so that both sides go on as before; or tells why that can't be. */
export function extractSteps(
  graph: Graph,
  chosen: ReadonlySet<string>,
  manifests: Manifests,
): Extraction | { refusal: string } {
  const part = partOf(graph, chosen);
  const refusal = extractRefusal(part, manifests);
  const [entry] = entriesOf(part);
  if (refusal !== undefined || !entry) return { refusal: refusal ?? 'The steps lead in a circle.' };
  const passed = passOn(part.steps, {
    entry,
    outside: new Set(graph.nodes.map(({ id }) => id).filter((id) => !chosen.has(id))),
    isFed: part.incoming.length > 0,
    isRepeated: isRepeatedOutside(part),
  });
  return {
    child: childOf(part, entry, passed),
    readsVars: part.steps.some((node) => readBy(node).some(({ name }) => name === 'vars')),
    caller: (workflowId) => callerOf(part, { workflowId, payload: passed.payload, wait: true }),
  };
}

function isRepeatedOutside({ graph, inside, repeated }: Part): (nodeId: string) => boolean {
  const loops = [...loopBodies(graph)].filter(([loopId]) => !inside.has(loopId));
  return (nodeId) => !repeated.has(nodeId) && loops.some(([, body]) => body.has(nodeId));
}

/** The steps behind a trigger of their own. */
function childOf({ graph, steps, within, inside }: Part, entry: GraphNode, { nodes, first }: Passed): Graph {
  const { x, y } = positionOf(entry);
  const before = (columns: number) => ({ x: x - columns * (NODE_WIDTH + COLUMN_GAP), y });
  const taken = new Set(steps.map(({ id }) => id));
  const start = freeName('start', taken);
  const received = freeName('received', taken);
  const lead: GraphNode[] = [
    { id: start, type: 'manual', label: 'Start', params: {}, position: before(first ? 2 : 1) },
    ...(first ? [{ ...first, id: received, position: before(1) }] : []),
  ];
  const targets = [...lead.slice(1).map(({ id }) => id), entry.id];
  const edges = lead.map(({ id: source }, index) => ({ id: `lead${index + 1}`, source, target: targets[index] ?? '' }));
  const groups = graph.groups?.filter(({ nodeIds }) => nodeIds.every((id) => inside.has(id))) ?? [];
  return { nodes: [...lead, ...nodes], edges: [...edges, ...within], ...(groups.length > 0 && { groups }) };
}

/** The graph with a call in place of the steps. */
function callerOf(part: Part, params: GraphNode['params']): { graph: Graph; nodeId: string } {
  const { graph, inside, steps } = part;
  const nodeId = freeNodeId(graph, 'sub-workflow');
  // What read the last of the steps reads the call that has come in its place.
  const ends = endsOf(part).map(({ id }) => [id, nodeId] as const);
  const rest = { nodes: graph.nodes.filter(({ id }) => !inside.has(id)), edges: [] };
  const { nodes } = changeIds(rest, new Map(ends.length === 1 ? ends : []));
  const edges = graph.edges.flatMap((edge) => {
    const [leaves, arrives] = [inside.has(edge.source), inside.has(edge.target)];
    if (leaves && arrives) return [];
    if (arrives) return { ...edge, target: nodeId };
    if (!leaves) return edge;
    const { sourceHandle: _, ...plain } = edge;
    return { ...plain, source: nodeId };
  });
  const call: GraphNode = { id: nodeId, type: 'sub-workflow', position: middleOf(steps), params };
  const put: Graph = {
    ...graph,
    nodes: [...nodes, call],
    edges,
    ...(graph.groups && { groups: groupsWithout(graph.groups, inside) }),
  };
  const around = graph.groups?.find(({ nodeIds }) => steps.every(({ id }) => nodeIds.includes(id)));
  const staying = around?.nodeIds.filter((id) => !inside.has(id)) ?? [];
  return { graph: staying.length > 0 ? joinGroupOf(put, nodeId, staying) : put, nodeId };
}

function middleOf(steps: readonly GraphNode[]) {
  const places = steps.map(positionOf);
  const middle = (values: number[]): number => snap((Math.min(...values) + Math.max(...values)) / 2);
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) };
}
