import type { Graph } from '@eventloom/backend/contract';
import { titleOf, type Manifests, type Selection } from '../../canvas/flow-elements';

/** What is chosen in words: the name of a single step or group, else how many there are of what. */
export function nameChoice(graph: Graph, selection: Selection, manifests: Manifests): string {
  const { nodes, edges, notes, groups } = selection;
  const [nodeId] = nodes;
  const [groupId] = groups;
  const rest = edges.size + notes.size;
  const node = nodes.size === 1 ? graph.nodes.find(({ id }) => id === nodeId) : undefined;
  if (node && notes.size + groups.size === 0) return titleOf(node, manifests.get(node.type));
  const group = groups.size === 1 ? graph.groups?.find(({ id }) => id === groupId) : undefined;
  if (group && rest + nodes.size === 0) return `The group ${group.label}`;
  const parts = [
    counted(nodes.size, 'step'),
    counted(edges.size, 'connection'),
    counted(notes.size, 'note'),
    counted(groups.size, 'group'),
  ].filter(Boolean);
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
