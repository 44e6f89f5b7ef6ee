import type { MapEdge, MapNode } from '@eventloom/backend/contract';

/** Who is tied to whom, whichever way events go between them. */
export type Neighbours = ReadonlyMap<string, readonly string[]>;

/** The neighbours of every node; edges that lead nowhere are left out. */
export function findNeighbours(nodes: readonly MapNode[], edges: readonly MapEdge[]): Neighbours {
  const found = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of edges) {
    const [from, to] = [found.get(source), found.get(target)];
    if (!from || !to || from.includes(target)) continue;
    from.push(target);
    to.push(source);
  }
  // Means are the same to the last digit only if they are taken in the same order.
  for (const ids of found.values()) ids.sort();
  return found;
}

/** Takes the map apart into what has nothing to do with each other; the largest part comes first. */
export function splitGroups(nodes: readonly MapNode[], neighbours: Neighbours): MapNode[][] {
  const byName = [...nodes].sort((a, b) => a.label.localeCompare(b.label) || (a.id < b.id ? -1 : 1));
  const groupOf = new Map<string, MapNode[]>();
  const groups: MapNode[][] = [];
  for (const node of byName) {
    const known = groupOf.get(node.id);
    if (known) {
      known.push(node);
      continue;
    }
    const group = [node];
    groups.push(group);
    const members = new Set([node.id]);
    // A set hands out what is added to it while one goes through it.
    for (const id of members) for (const other of neighbours.get(id) ?? []) members.add(other);
    for (const id of members) groupOf.set(id, group);
  }
  // Sorting keeps the order of what is of one size: by name.
  return groups.sort((a, b) => b.length - a.length);
}
