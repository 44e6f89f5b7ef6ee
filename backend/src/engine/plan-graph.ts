import {
  DEFAULT_PORT,
  LOOP_BODY_PORT,
  LOOP_DONE_PORT,
  LOOP_TYPE,
  MERGE_TYPE,
  type Graph,
  type GraphEdge,
  type GraphNode,
} from '../contract/index.js';
import type { Catalog } from './validate-graph.js';

export interface PlanNode {
  id: string;
  node: GraphNode;
  /** The port that a disabled node, or a failure that is continued, goes on by. */
  mainPort: string;
  /** Whether it waits for all branches that lead to it, or begins with the first. */
  join: 'all' | 'any';
  incoming: readonly GraphEdge[];
  outgoing: readonly GraphEdge[];
  /** What a loop repeats. */
  body?: Plan;
}

/** The part of a graph that a run which starts at one trigger takes part in, or what a loop repeats. */
export interface Plan {
  /** Where it starts: a trigger, or the loop itself. */
  trigger: string;
  /** The port that it leaves its start by, if that has several. */
  startPort?: string;
  /** Without what loops repeat. */
  nodes: ReadonlyMap<string, PlanNode>;
  /** The loops around a node, the outermost first; of nodes in loops only. */
  loops: ReadonlyMap<string, readonly string[]>;
}

/**
 * Cuts out of a graph what can be reached from a trigger; nodes that it cannot reach take no part, and edges from
 * them are ignored.
 *
 * @throws Error if the graph has no such node: a run is only ever started at a trigger of its own version
 */
export function planGraph(graph: Graph, trigger: string, catalog: Catalog): Plan {
  return new Planner(graph, catalog).plan(trigger, undefined, []);
}

class Planner {
  private readonly byId: ReadonlyMap<string, GraphNode>;
  private readonly outgoing: ReadonlyMap<string, GraphEdge[]>;
  private readonly loops = new Map<string, readonly string[]>();

  constructor(
    private readonly graph: Graph,
    private readonly catalog: Catalog,
  ) {
    this.byId = new Map(graph.nodes.map((node) => [node.id, node]));
    this.outgoing = groupBy(graph.edges, (edge) => edge.source);
  }

  plan(trigger: string, startPort: string | undefined, around: readonly string[]): Plan {
    const reached = this.reach(trigger, startPort);
    const isPart = (edge: GraphEdge) =>
      reached.has(edge.source) && this.leavesBy(edge, edge.source === trigger ? startPort : undefined);
    const incoming = groupBy(this.graph.edges.filter(isPart), (edge) => edge.target);
    const nodes = new Map<string, PlanNode>();
    for (const id of reached) {
      if (id !== trigger && around.length > 0) this.loops.set(id, around);
      nodes.set(id, this.planNode(id, trigger, startPort, { incoming: incoming.get(id) ?? [], reached, around }));
    }
    return { trigger, nodes, loops: this.loops, ...(startPort !== undefined && { startPort }) };
  }

  private planNode(
    id: string,
    trigger: string,
    startPort: string | undefined,
    { incoming, reached, around }: { incoming: GraphEdge[]; reached: ReadonlySet<string>; around: readonly string[] },
  ): PlanNode {
    const node = this.byId.get(id);
    if (!node) throw new Error(`the graph has no node "${id}"`);
    const isStart = id === trigger;
    // A draft may be drawn in a circle: no loop is within itself.
    const isLoop = node.type === LOOP_TYPE && !isStart && !around.includes(id);
    return {
      id,
      node,
      mainPort: isLoop ? LOOP_DONE_PORT : (this.catalog.get(node.type)?.ports.outputs[0]?.name ?? DEFAULT_PORT),
      join: node.type === MERGE_TYPE && node.params.mode === 'any' ? 'any' : 'all',
      incoming: isStart ? [] : incoming,
      outgoing: this.leaving(id, isStart ? startPort : undefined).filter((edge) => reached.has(edge.target)),
      ...(isLoop && { body: this.plan(id, LOOP_BODY_PORT, [...around, id]) }),
    };
  }

  private reach(trigger: string, startPort: string | undefined): Set<string> {
    const reached = new Set([trigger]);
    for (const id of reached)
      for (const { target } of this.leaving(id, id === trigger ? startPort : undefined))
        if (this.byId.has(target)) reached.add(target);
    return reached;
  }

  /** The edges by which a run goes on from a node: those of one port, or all but the ones into the body of a loop. */
  private leaving(id: string, port: string | undefined): GraphEdge[] {
    return (this.outgoing.get(id) ?? []).filter((edge) => this.leavesBy(edge, port));
  }

  private leavesBy({ source, sourceHandle }: GraphEdge, port: string | undefined): boolean {
    if (port !== undefined) return sourceHandle === port;
    return sourceHandle !== LOOP_BODY_PORT || this.byId.get(source)?.type !== LOOP_TYPE;
  }
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
