import { LOOP_BODY_PORT, LOOP_TYPE, type Graph, type GraphEdge, type Problem } from '../contract/index.js';
import type { Successors } from './find-cycles.js';
import { reachableFrom } from './successors.js';

/**
 * What a loop repeats may be reached through its port `item` only: a step that something else leads to as well would be
 * inside the loop and outside of it.
 */
export function checkLoops(graph: Graph, successors: Successors): Problem[] {
  return graph.nodes.flatMap(({ id, type }) => (type === LOOP_TYPE ? checkLoop(id, graph, successors) : []));
}

function checkLoop(loopId: string, graph: Graph, successors: Successors): Problem[] {
  const isEntry = ({ source, sourceHandle }: GraphEdge) => source === loopId && sourceHandle === LOOP_BODY_PORT;
  const body = reachableFrom(
    graph.edges.filter(isEntry).map(({ target }) => target),
    successors,
  );
  // A circle through the loop is complained about as such.
  if (body.has(loopId)) return [];
  return graph.edges.flatMap((edge, index): Problem[] => {
    if (!body.has(edge.target) || body.has(edge.source) || isEntry(edge)) return [];
    const detail = `“${edge.target}” is repeated by “${loopId}”, so “${edge.source}” outside of it may not lead there. Steps for the time after the loop go to its port “done”.`;
    return [
      {
        code: 'LOOP_BODY_LEFT',
        severity: 'error',
        nodeId: edge.target,
        edgeId: edge.id,
        pointer: `/edges/${index}/target`,
        detail,
      },
    ];
  });
}
