import { LOOP_TYPE, type Graph, type Problem } from '../contract/index.js';
import { checkLoops } from './check-loops.js';
import { findCycles, type Successors } from './find-cycles.js';
import { reachableFrom, successorsOf } from './successors.js';
import type { Catalog } from './catalog.js';

/** How many nodes of a circle are named. */
const NAMED = 5;

/** What is wrong with the ways through a graph: circles, no trigger to start at, nodes that no trigger leads to. */
export function checkPaths(graph: Graph, catalog: Catalog): Problem[] {
  const successors = successorsOf(graph);
  const ids = [...new Set(graph.nodes.map((node) => node.id))];
  return [
    ...findCycles(ids, successors).map((cycle) => circle(cycle, graph)),
    ...checkLoops(graph, successors),
    ...checkTriggers(graph, catalog),
    ...checkReach(graph, successors, catalog),
  ];
}

function circle(ids: string[], graph: Graph): Problem {
  const loop = graph.nodes.find(({ id, type }) => type === LOOP_TYPE && ids.includes(id));
  if (loop) return circleThroughLoop(loop.id);
  const names = ids.slice(0, NAMED).map((id) => `“${id}”`);
  const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const detail =
    ids.length === 1
      ? `${names.join()} leads to itself. Steps may not run in a circle.`
      : `${names.join(', ')}${rest} lead to each other. Steps may not run in a circle.`;
  return { code: 'GRAPH_CYCLE', severity: 'error', detail, nodeId: ids[0] };
}

function circleThroughLoop(nodeId: string): Problem {
  const detail = `Nothing has to lead back to “${nodeId}”: it goes on with the next item by itself when the steps after its port “item” have ended.`;
  return { code: 'GRAPH_CYCLE', severity: 'error', detail, nodeId };
}

function checkTriggers(graph: Graph, catalog: Catalog): Problem[] {
  const triggers = graph.nodes.filter((node) => catalog.get(node.type)?.kind === 'trigger');
  if (triggers.some((node) => !node.disabled)) return [];
  const detail = triggers.length === 0 ? 'Nothing starts this workflow: add a trigger.' : 'Every trigger is disabled.';
  return [{ code: 'TRIGGER_MISSING', severity: 'error', detail, ...(triggers[0] && { nodeId: triggers[0].id }) }];
}

/** A node of an unknown type may be a trigger, so what follows it is not complained about as well. */
function checkReach(graph: Graph, successors: Successors, catalog: Catalog): Problem[] {
  const starts = graph.nodes.filter((node) => (catalog.get(node.type)?.kind ?? 'trigger') === 'trigger');
  if (starts.length === 0) return [];
  const reached = reachableFrom(
    starts.map((node) => node.id),
    successors,
  );
  return graph.nodes.flatMap((node, index): Problem[] => {
    if (reached.has(node.id)) return [];
    const detail = 'No trigger leads to this step, so it never runs.';
    return [{ code: 'NODE_UNREACHABLE', severity: 'warning', nodeId: node.id, pointer: `/nodes/${index}`, detail }];
  });
}
