import type { Graph } from '@eventloom/backend/contract';
import type { Selection } from '../../canvas/flow-elements';

/** The steps that what is done to a choice is done to: the chosen ones, and those of the chosen groups. */
export function chosenSteps(graph: Graph, { nodes, groups }: Selection): Set<string> {
  const inGroups = (graph.groups ?? []).filter(({ id }) => groups.has(id)).flatMap(({ nodeIds }) => nodeIds);
  return new Set([...nodes, ...inGroups]);
}

/** What is chosen as a graph of its own: with the connections between its steps, and the groups that it has whole. */
export function chosenPart(graph: Graph, selection: Selection): Graph {
  const steps = chosenSteps(graph, selection);
  const groups = (graph.groups ?? []).filter(({ id, nodeIds }) =>
    selection.groups.has(id) ? true : nodeIds.length > 0 && nodeIds.every((nodeId) => steps.has(nodeId)),
  );
  return {
    nodes: graph.nodes.filter((node) => steps.has(node.id)),
    edges: graph.edges.filter((edge) => steps.has(edge.source) && steps.has(edge.target)),
    notes: (graph.notes ?? []).filter(({ id }) => selection.notes.has(id)),
    groups,
  };
}

/** What of a choice is still there. */
export function keptChoice({ nodes, edges, notes = [], groups = [] }: Graph, selection: Selection): Selection {
  const kept = (things: readonly { id: string }[], ids: ReadonlySet<string>): Set<string> =>
    new Set(things.filter(({ id }) => ids.has(id)).map(({ id }) => id));
  return {
    nodes: kept(nodes, selection.nodes),
    edges: kept(edges, selection.edges),
    notes: kept(notes, selection.notes),
    groups: kept(groups, selection.groups),
  };
}
