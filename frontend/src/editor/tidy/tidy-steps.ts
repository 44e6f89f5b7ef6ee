import { DEFAULT_PORT, type Graph, type GraphEdge } from '@eventloom/backend/contract';
import { boundsOf, type Box } from '../../canvas/align-guides';
import type { Manifests } from '../../canvas/flow-elements';
import { boxesOf } from '../../canvas/node-boxes';
import { claimedPorts, COLUMN_GAP, portsOf, ROW_GAP, snap, type Point } from '../../canvas/node-geometry';
import { topicLinks } from '../../canvas/topic-links';
import { moveElements } from '../model/change-steps';
import type { Arrangement, Places } from './arrange';
import { clusterOf, clustersOf } from './clusters';

/** What of a graph is to be arranged: the chosen steps and what lies between them. */
export function arrangementOf(graph: Graph, manifests: Manifests, chosen: ReadonlySet<string>): Arrangement {
  const boxes = boxesOf(graph, manifests);
  const clusters = clustersOf(graph, chosen);
  const steps = graph.nodes
    .filter(({ id }) => chosen.has(id))
    .map(({ id }) => {
      const { width, height } = boxes.get(id) ?? { width: 0, height: 0 };
      return { id, width, height, within: clusterOf(clusters, id) };
    });
  const isChosen = (way: { source: string; target: string }): boolean =>
    chosen.has(way.source) && chosen.has(way.target);
  const ways = [
    ...edgesInOrder(graph, manifests).map(({ source, target }) => ({ source, target, weight: 2 })),
    ...topicLinks(graph).map(({ source, target }) => ({ source, target, weight: 1 })),
  ].filter(isChosen);
  return {
    steps,
    clusters: clusters.map(({ id, within }) => ({ id, within })),
    ways,
    columnGap: COLUMN_GAP,
    rowGap: ROW_GAP,
  };
}

/** Connections in the order of the ports that they leave by: what leaves at the top is to lead to the top. */
function edgesInOrder(graph: Graph, manifests: Manifests): Graph['edges'] {
  const claimed = claimedPorts(graph);
  return graph.nodes.flatMap((node) => {
    const ports = portsOf(node, manifests.get(node.type), claimed.get(node.id) ?? []).map((port) => port.name);
    const place = ({ sourceHandle }: GraphEdge): number => ports.indexOf(sourceHandle ?? DEFAULT_PORT);
    return graph.edges.filter((edge) => edge.source === node.id).sort((a, b) => place(a) - place(b));
  });
}

/** Puts arranged steps on the grid around where they were before; arranged again they stay where they are. */
export function putArranged(graph: Graph, manifests: Manifests, places: Places): Graph {
  const boxes = boxesOf(graph, manifests);
  const snapped = Object.entries(places).map(([id, { x, y }]) => ({ id, x: snap(x), y: snap(y) }));
  const sized = snapped.flatMap(({ id, x, y }): { id: string; before: Box; after: Box }[] => {
    const before = boxes.get(id);
    return before ? [{ id, before, after: { ...before, x, y } }] : [];
  });
  if (sized.length === 0) return graph;
  const from = centreOf(boundsOf(sized.map(({ after }) => after)));
  const to = centreOf(boundsOf(sized.map(({ before }) => before)));
  const shift = { x: snap(to.x - from.x), y: snap(to.y - from.y) };
  return moveElements(
    graph,
    new Map(sized.map(({ id, after }) => [id, { x: after.x + shift.x, y: after.y + shift.y }])),
  );
}

function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
