import { MAX_NODES, type Graph, type GraphNode, type Problem } from '../contract/index.js';
import type { Catalog } from './catalog.js';
import { checkEdges, checkEnds, duplicateOf, edgeKey, type EdgeEnds } from './check-edges.js';
import { checkLoops } from './check-loops.js';
import { checkNodes } from './check-nodes.js';
import { checkPaths } from './check-paths.js';
import { reachableFrom, successorsOf } from './successors.js';

export type { Catalog };

/**
 * Lists what is wrong with the structure of a graph: ids, types, edges, ports, cycles, size, triggers. Parameters are
 * not looked at. Time is linear in the size of the graph; of a graph that is too large nothing further is said.
 */
export function validateGraph(graph: Graph, catalog: Catalog): Problem[] {
  const count = graph.nodes.length;
  if (count > MAX_NODES) {
    const detail = `A workflow holds at most ${MAX_NODES} steps; this one has ${count}.`;
    return [{ code: 'GRAPH_TOO_LARGE', severity: 'error', pointer: '/nodes', detail }];
  }
  return [
    ...checkNodes(graph, catalog),
    ...checkEdges(graph, nodesById(graph), catalog),
    ...checkPaths(graph, catalog),
  ];
}

/** Tells why an edge may not be added to a graph, or nothing if it may. */
export function refuseEdge(graph: Graph, edge: EdgeEnds, catalog: Catalog): Problem | undefined {
  const refusal =
    checkEnds(edge, nodesById(graph), catalog)[0] ??
    (isDrawn(graph, edge) ? duplicateOf(edge) : (closedCircle(graph, edge) ?? brokenLoop(graph, edge)));
  if (!refusal) return undefined;
  return { code: refusal.code, severity: 'error', detail: refusal.detail, nodeId: refusal.nodeId ?? edge.target };
}

function isDrawn(graph: Graph, edge: EdgeEnds): boolean {
  const key = edgeKey(edge);
  return graph.edges.some((other) => edgeKey(other) === key);
}

function closedCircle(graph: Graph, edge: EdgeEnds): Pick<Problem, 'code' | 'detail' | 'nodeId'> | undefined {
  if (!reachableFrom([edge.target], successorsOf(graph)).has(edge.source)) return undefined;
  const detail =
    edge.source === edge.target
      ? 'A step can’t lead to itself.'
      : `“${edge.target}” already leads to “${edge.source}”: steps may not run in a circle.`;
  return { code: 'GRAPH_CYCLE', detail, nodeId: edge.target };
}

/** What would be inside a loop and outside of it: the end of this edge or, because of it, that of another. */
function brokenLoop(graph: Graph, edge: EdgeEnds): Problem | undefined {
  const drawn: Graph = { ...graph, edges: [...graph.edges, { ...edge, id: '' }] };
  const before = new Set(checkLoops(graph, successorsOf(graph)).map(({ detail }) => detail));
  return checkLoops(drawn, successorsOf(drawn)).find(({ detail }) => !before.has(detail));
}

function nodesById(graph: Graph): Map<string, GraphNode> {
  return new Map(graph.nodes.map((node) => [node.id, node]));
}
