import type { DrawnMap } from './draw-map';

/** What is left of a map when one looks at a node: the node, all that leads to it and all that it leads to. */
export function focusOn(map: DrawnMap, focus: string): DrawnMap {
  const starts = map.standIns.get(focus) ?? [focus];
  const shown = new Set([
    ...reach(starts, nextBy(map, 'source', 'target')),
    ...reach(starts, nextBy(map, 'target', 'source')),
  ]);
  return {
    ...map,
    nodes: map.nodes.filter(({ id }) => shown.has(id)),
    edges: map.edges.filter(({ source, target }) => shown.has(source) && shown.has(target)),
  };
}

type End = 'source' | 'target';

function nextBy({ edges }: DrawnMap, from: End, to: End): ReadonlyMap<string, string[]> {
  const next = new Map<string, string[]>();
  for (const edge of edges) next.set(edge[from], [...(next.get(edge[from]) ?? []), edge[to]]);
  return next;
}

function reach(starts: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(starts);
  // A set hands out what is added to it while one goes through it.
  for (const id of reached) for (const other of next.get(id) ?? []) reached.add(other);
  return reached;
}
