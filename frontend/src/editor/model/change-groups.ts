import type { Graph, GraphGroup } from '@eventloom/backend/contract';
import { freeNumber } from './names';

/** Puts steps into a new group. A step belongs to one group only; a group that loses its last step is gone. */
export function groupSteps(
  graph: Graph,
  nodeIds: ReadonlySet<string>,
  label: string,
): { graph: Graph; groupId: string } {
  const groups = graph.groups ?? [];
  const groupId = freeNumber('group', new Set(groups.map(({ id }) => id)));
  const members = graph.nodes.map((node) => node.id).filter((id) => nodeIds.has(id));
  const group: GraphGroup = { id: groupId, label, nodeIds: members };
  return { graph: { ...graph, groups: [...groupsWithout(groups, nodeIds), group] }, groupId };
}

/** Takes the frames away; the steps stay where they are. */
export function ungroup(graph: Graph, groupIds: ReadonlySet<string>): Graph {
  const groups = graph.groups?.filter((group) => !groupIds.has(group.id));
  return groups && groups.length !== graph.groups?.length ? { ...graph, groups } : graph;
}

export function changeGroup(graph: Graph, groupId: string, change: Partial<Omit<GraphGroup, 'id'>>): Graph {
  return { ...graph, groups: graph.groups?.map((group) => (group.id === groupId ? { ...group, ...change } : group)) };
}

/** The groups once these steps have left them; an empty one is none. */
export function groupsWithout(groups: readonly GraphGroup[], nodeIds: ReadonlySet<string>): GraphGroup[] {
  return groups.flatMap((group) => {
    const left = group.nodeIds.filter((id) => !nodeIds.has(id));
    if (left.length === group.nodeIds.length) return [group];
    return left.length === 0 ? [] : [{ ...group, nodeIds: left }];
  });
}

/** The groups that the chosen steps are in. */
export function groupsOf(graph: Graph, nodeIds: ReadonlySet<string>): GraphGroup[] {
  return (graph.groups ?? []).filter((group) => group.nodeIds.some((id) => nodeIds.has(id)));
}
