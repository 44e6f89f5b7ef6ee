import { DEFAULT_PORT, type Graph, type GraphEdge, type GraphNode } from '../contract/index.js';

/** What of a graph a test runs; all of it if nothing is named. */
export interface TestScope {
  /** Only what leads to this node, and the node itself. */
  target?: string | undefined;
  /** This node alone, after the pinned ones. */
  only?: string | undefined;
  /** The nodes whose outputs are given. */
  pinned: readonly string[];
}

/** A pinned node is no step of its kind: it has an output, and nothing else. */
const PINNED_TYPE = 'pinned';

/**
 * Cuts out of a graph what a test runs. The rules of runs are then the same as ever: a test is a run of a smaller graph.
 *
 * @param trigger where the run starts
 */
export function cutGraph(graph: Graph, trigger: string, { target, only, pinned }: TestScope): Graph {
  if (only !== undefined) return onlyStep(graph, trigger, only, new Set(pinned));
  return target === undefined ? graph : upTo(graph, target);
}

/** The nodes that lead to a node, whichever way; a loop leads to its body. */
export function ancestorsOf({ edges }: Pick<Graph, 'edges'>, nodeId: string): ReadonlySet<string> {
  const found = new Set([nodeId]);
  for (const id of found) for (const { source, target } of edges) if (target === id) found.add(source);
  found.delete(nodeId);
  return found;
}

/** The port by which a node leads straight to another one. */
export function portBetween({ edges }: Pick<Graph, 'edges'>, source: string, target: string): string | undefined {
  const edge = edges.find((one) => one.source === source && one.target === target);
  return edge && (edge.sourceHandle ?? DEFAULT_PORT);
}

function upTo(graph: Graph, target: string): Graph {
  const kept = new Set([...ancestorsOf(graph, target), target]);
  return {
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter((edge) => edge.target !== edge.source && kept.has(edge.source) && kept.has(edge.target)),
  };
}

/**
 * The trigger leads to every pinned node, and those that are straight before the step lead to it. If none of them is
 * known, the trigger does. Out of its loop the step is like any other; that it is disabled does not matter, somebody
 * asked for it.
 */
function onlyStep(graph: Graph, trigger: string, only: string, pinned: ReadonlySet<string>): Graph {
  const isGiven = (id: string): boolean => id !== only && id !== trigger && pinned.has(id);
  const nodes = graph.nodes.flatMap((node): GraphNode[] => {
    if (node.id === trigger) return [node];
    if (node.id === only) return [{ ...node, disabled: false }];
    return isGiven(node.id) ? [{ id: node.id, type: PINNED_TYPE, params: {} }] : [];
  });
  const given = nodes.filter(({ id }) => isGiven(id)).map(({ id }) => link(trigger, id));
  const sources = new Set(
    graph.edges
      .filter(({ source, target }) => target === only && (source === trigger || isGiven(source)))
      .map(({ source }) => source),
  );
  const before = [...sources].map((source) => {
    const port = portBetween(graph, source, only);
    return link(source, only, source === trigger ? undefined : port);
  });
  return { nodes, edges: [...given, ...(before.length > 0 ? before : [link(trigger, only)])] };
}

function link(source: string, target: string, sourceHandle?: string): GraphEdge {
  return { id: `${source}-${target}`, source, target, ...(sourceHandle !== undefined && { sourceHandle }) };
}
