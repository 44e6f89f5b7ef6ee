import type { Graph } from '@eventloom/backend/contract';
import { isSame } from '../../schema-form/is-same';

/** Whether nothing but the places of steps differs, so that what a run did still holds. */
export function isLayoutOnly(before: Graph, after: Graph): boolean {
  if (before.edges !== after.edges || before.nodes.length !== after.nodes.length) return false;
  return before.nodes.every((node, index) => {
    const other = after.nodes[index];
    return node === other || isSame({ ...node, position: null }, { ...other, position: null });
  });
}
