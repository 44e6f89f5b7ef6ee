import { DEFAULT_PORT, LOOP_BODY_PORT, LOOP_TYPE, type Graph } from '@eventloom/backend/contract';

/** The steps that each loop repeats, by the loop's id. */
export type LoopBodies = ReadonlyMap<string, ReadonlySet<string>>;

const NO_LOOPS: LoopBodies = new Map();

/** Finds what each loop repeats: what its body port leads to, but not what also comes after it. */
export function loopBodies(graph: Graph): LoopBodies {
  const loops = graph.nodes.filter(({ type }) => type === LOOP_TYPE);
  if (loops.length === 0) return NO_LOOPS;
  const ids = new Set(graph.nodes.map((node) => node.id));
  const targets = new Map<string, { port: string; target: string }[]>();
  for (const { source, sourceHandle, target } of graph.edges) {
    const list = targets.get(source) ?? [];
    if (ids.has(target)) targets.set(source, [...list, { port: sourceHandle ?? DEFAULT_PORT, target }]);
  }
  const reached = (starts: readonly string[]): Set<string> => {
    const found = new Set(starts);
    for (const id of found) for (const { target } of targets.get(id) ?? []) found.add(target);
    return found;
  };
  return new Map(
    loops.map(({ id }) => {
      const ways = targets.get(id) ?? [];
      const within = reached(ways.filter((way) => way.port === LOOP_BODY_PORT).map((way) => way.target));
      const after = reached(ways.filter((way) => way.port !== LOOP_BODY_PORT).map((way) => way.target));
      return [id, new Set([...within].filter((each) => each !== id && !after.has(each)))];
    }),
  );
}

/** The loop that repeats a step: the innermost, which is the one that repeats the fewest. */
export function loopOf(bodies: LoopBodies, nodeId: string): string | undefined {
  let innermost: { id: string; size: number } | undefined;
  for (const [id, body] of bodies)
    if (body.has(nodeId) && (!innermost || body.size < innermost.size)) innermost = { id, size: body.size };
  return innermost?.id;
}
