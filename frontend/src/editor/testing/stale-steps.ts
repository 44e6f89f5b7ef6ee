import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { isSame } from '../../schema-form/is-same';

/**
 * The steps of which an earlier run says nothing certain any more: they or something before them changed since, or what
 * leads to them. Where a step stands and what it is called does not matter.
 */
export function staleSteps(ran: Graph, now: Graph): ReadonlySet<string> {
  if (ran === now) return NONE;
  const before = new Map(ran.nodes.map((node) => [node.id, node]));
  const waysBefore = waysTo(ran);
  const waysNow = waysTo(now);
  const stale = new Set<string>();
  for (const node of now.nodes) {
    const other = before.get(node.id);
    if (!other || !isSameWork(other, node) || waysBefore.get(node.id) !== waysNow.get(node.id)) stale.add(node.id);
  }
  for (const id of stale) for (const { source, target } of now.edges) if (source === id) stale.add(target);
  return stale;
}

const NONE: ReadonlySet<string> = new Set();

function isSameWork(one: GraphNode, other: GraphNode): boolean {
  return one === other || isSame(workOf(one), workOf(other));
}

function workOf({ type, params, disabled = false, timeoutMs, retry, onError, connectionId }: GraphNode) {
  return { type, params, disabled, timeoutMs, retry, onError, connectionId };
}

/** What leads to each step, as text that can be compared. */
function waysTo({ edges }: Graph): ReadonlyMap<string, string> {
  const ways = new Map<string, string[]>();
  for (const { source, sourceHandle, target } of edges)
    ways.set(target, [...(ways.get(target) ?? []), `${source}.${sourceHandle ?? ''}`]);
  return new Map([...ways].map(([target, list]) => [target, list.sort().join()]));
}
