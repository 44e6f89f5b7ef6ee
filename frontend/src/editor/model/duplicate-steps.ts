import type { Graph } from '@eventloom/backend/contract';
import { GRID } from '../../canvas/node-geometry';
import type { Selection } from '../../canvas/flow-elements';
import { chosenPart } from './chosen';
import { insertCopy, type Copied } from './insert-copy';

const OFFSET = { x: 5 * GRID, y: 5 * GRID };

/** Copies what is chosen, beside itself; the copies name each other, not the originals. */
export function duplicateSteps(graph: Graph, selection: Selection): Copied {
  const part = chosenPart(graph, selection);
  const copied = insertCopy(graph, part, OFFSET);
  const whole = new Set(part.groups?.map(({ id }) => id));
  const groups = copied.graph.groups?.map((group) => {
    if (whole.has(group.id)) return group;
    // The copy of one step of a group lies within its frame, so it belongs there.
    const copies = group.nodeIds.flatMap((id) => copied.names.get(id) ?? []);
    return copies.length === 0 ? group : { ...group, nodeIds: [...group.nodeIds, ...copies] };
  });
  return groups ? { ...copied, graph: { ...copied.graph, groups } } : copied;
}
