import type { Graph } from '@eventloom/backend/contract';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { CanvasElement } from './canvas-elements';
import { elementOf } from './element-ids';
import type { FlowEdge, Selection } from './flow-elements';

/** Several changes may come before the next drawing, so each builds on the one before. */
export function applySelection(
  changes: readonly (NodeChange<CanvasElement> | EdgeChange<FlowEdge>)[],
  select: (selection: Selection) => void,
  latest: { current: { graph: Graph; selection: Selection } },
  of?: 'edges',
): void {
  const current = latest.current.selection;
  const next = {
    nodes: new Set(current.nodes),
    edges: new Set(current.edges),
    notes: new Set(current.notes),
    groups: new Set(current.groups),
  };
  for (const change of changes) {
    if (change.type !== 'select') continue;
    const { part, id } = of ? { part: of, id: change.id } : elementOf(change.id);
    if (change.selected) next[part].add(id);
    else next[part].delete(id);
    // A card also shows that all its steps are chosen.
    if (part === 'groups' && !change.selected)
      stepsOf(latest.current.graph, id).forEach((step) => next.nodes.delete(step));
  }
  if (PARTS.every((part) => isSameSet(next[part], current[part]))) return;
  latest.current.selection = next;
  select(next);
}

const PARTS = ['nodes', 'edges', 'notes', 'groups'] as const;

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}

function stepsOf(graph: Graph, groupId: string): readonly string[] {
  return graph.groups?.find(({ id }) => id === groupId)?.nodeIds ?? [];
}
