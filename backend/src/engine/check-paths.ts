import type { Graph, Problem } from '../contract/index.js';
import { findCycles, type Successors } from './find-cycles.js';
import type { Catalog } from './catalog.js';

/** How many nodes of a circle are named. */
const NAMED = 5;

/** What is wrong with the ways through a graph: circles, no trigger to start at, nodes that no trigger leads to. */
export function checkPaths(graph: Graph, catalog: Catalog): Problem[] {
  const successors = successorsOf(graph);
  const ids = [...new Set(graph.nodes.map((node) => node.id))];
  return [
    ...findCycles(ids, successors).map(circle),
    ...checkTriggers(graph, catalog),
    ...checkReach(graph, successors, catalog),
  ];
}

/** Who follows whom; edges with an end that does not exist lead nowhere. */
export function successorsOf(graph: Graph): Successors {
  const successors = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) if (successors.has(edge.target)) successors.get(edge.source)?.push(edge.target);
  return successors;
}

/** Every node that can be reached from some, themselves included. */
export function reachableFrom(starts: Iterable<string>, successors: Successors): Set<string> {
  const reached = new Set(starts);
  for (const id of reached) for (const next of successors.get(id) ?? []) reached.add(next);
  return reached;
}

function circle(ids: string[]): Problem {
  const names = ids.slice(0, NAMED).map((id) => `“${id}”`);
  const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const detail =
    ids.length === 1
      ? `${names.join()} leads to itself. Steps may not run in a circle.`
      : `${names.join(', ')}${rest} lead to each other. Steps may not run in a circle.`;
  return { code: 'GRAPH_CYCLE', severity: 'error', detail, nodeId: ids[0] };
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
