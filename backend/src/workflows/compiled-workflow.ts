import { bindSubscription, type BoundSubscription } from '../broker/bound-subscription.js';
import { bindLimits, limitsOf, type BoundLimits } from '../broker/flow-limits.js';
import type { Graph, GraphNode, WorkflowSettings } from '../contract/index.js';
import { findTrigger, manifests, nodeTypes } from '../connectors/catalog.js';
import { compileParams } from '../connectors/compile-node.js';
import type { NodeType } from '../connectors/define-node.js';
import { planGraph, type Plan } from '../engine/index.js';
import { bindTriggers } from './bind-triggers.js';

export interface CompiledNode {
  node: GraphNode;
  type: NodeType<unknown>;
  params: ReturnType<typeof compileParams>;
}

/** A version of a workflow, made ready once for all its runs: expressions compiled, plans made. */
export class CompiledWorkflow {
  readonly nodes = new Map<string, CompiledNode>();
  private readonly plans = new Map<string, Plan>();
  /** What limits its runs; a draft is tried out without. */
  readonly limits: BoundLimits | undefined;
  private bound: BoundSubscription[] | undefined;

  constructor(
    readonly versionId: string,
    readonly workflowId: string,
    readonly name: string,
    /** Null for a draft. */
    readonly number: number | null,
    readonly graph: Graph,
    readonly settings: WorkflowSettings,
  ) {
    const limits = number === null ? null : limitsOf(settings);
    this.limits = limits ? bindLimits(limits) : undefined;
    for (const node of graph.nodes) {
      const type = nodeTypes.get(node.type);
      if (type) this.nodes.set(node.id, { node, type, params: compileParams(node) });
    }
  }

  /** The plan of the runs that begin at a trigger. */
  plan(trigger: string): Plan {
    const known = this.plans.get(trigger);
    if (known) return known;
    const plan = planGraph(this.graph, trigger, manifests);
    this.plans.set(trigger, plan);
    return plan;
  }

  /**
   * The trigger that a run by hand begins at: the one that was asked for, else the one that is meant for it, else the first.
   */
  triggerForHand(asked: string | undefined): GraphNode | undefined {
    const triggers = this.graph.nodes.filter(({ type }) => findTrigger(type));
    if (asked !== undefined) return triggers.find(({ id }) => id === asked);
    return triggers.find(({ type }) => type === 'manual') ?? triggers[0];
  }

  /** What the triggers listen to. */
  subscriptions(): BoundSubscription[] {
    this.bound ??= bindTriggers(this.graph, this.workflowId, this.versionId).map(bindSubscription);
    return this.bound;
  }
}

/** The output of a trigger for a try: what its sample makes of it. */
export function sampleOf({ type, params }: GraphNode): unknown {
  const trigger = findTrigger(type);
  const parsed = trigger?.parameters.safeParse(params);
  return parsed?.success ? (trigger?.sample(parsed.data) ?? null) : null;
}
