import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { groupElement, noteElement } from './element-ids';
import { cardPlace, cardsOf, drawnGroups } from './group-boxes';

const NOT_MOVED = new Map();

/**
 * The graph as it is seen, for finding one's way on it: a card stands for the steps of a collapsed group, and notes lie
 * among the steps.
 */
export function drawnGraph(graph: Graph): Graph {
  const cards = cardsOf(graph);
  const seen = (id: string): string => cards.get(id) ?? id;
  const stand = (id: string, position: GraphNode['position']): GraphNode => ({ id, type: '', params: {}, position });
  return {
    nodes: [
      ...graph.nodes.filter((node) => !cards.has(node.id)),
      ...drawnGroups(graph)
        .filter(({ collapsed }) => collapsed)
        .map(({ id, nodeIds }) => {
          const members = graph.nodes.filter((node) => nodeIds.includes(node.id));
          return stand(groupElement(id), cardPlace(members, NOT_MOVED));
        }),
      ...(graph.notes ?? []).map(({ id, position }) => stand(noteElement(id), position)),
    ],
    edges: graph.edges
      .map((edge) => ({ ...edge, source: seen(edge.source), target: seen(edge.target) }))
      .filter((edge) => edge.source !== edge.target),
  };
}

/** What is seen of a step: itself, or the card of its group. */
export function seenAs(graph: Graph, nodeId: string): string {
  return cardsOf(graph).get(nodeId) ?? nodeId;
}
