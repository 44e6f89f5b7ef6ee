import { DEFAULT_PORT, ERROR_PORT, type GraphEdge } from '../contract/index.js';
import { FAILURE, performed, TRIGGER_OUTPUT } from './simulate-run.test-support.js';
import type { RandomRun } from './random-runs.test-support.js';

/** What becomes of a node if nothing stops the run before it. */
export interface Expected {
  status: 'succeeded' | 'failed' | 'skipped';
  /** The port that the run goes on by; none after a skipped step and after a failure that ends the run. */
  leaves: string | undefined;
  output: unknown;
}

/**
 * What is to become of each node, worked out from the contract's words alone: one node after the other, without time,
 * attempts under way or interruptions. Plain recursion, nothing of the engine in it.
 */
export function expectRun({ graph, behaviour }: RandomRun): Map<string, Expected> {
  const takesPart = new Set(['start']);
  for (const id of takesPart) for (const { source, target } of graph.edges) if (source === id) takesPart.add(target);
  const known = new Map<string, Expected>([
    ['start', { status: 'succeeded', leaves: DEFAULT_PORT, output: TRIGGER_OUTPUT }],
  ]);

  const isTaken = ({ source, sourceHandle }: GraphEdge): boolean =>
    expect(source).leaves === (sourceHandle ?? DEFAULT_PORT);

  const inputOf = (edges: GraphEdge[]): unknown => {
    const sources = [...new Set(edges.map(({ source }) => source))];
    if (sources.length === 1) return expect(sources[0] ?? '').output;
    return Object.fromEntries(sources.map((source) => [source, expect(source).output]));
  };

  const expect = (id: string): Expected => {
    const found = known.get(id) ?? workOut(id);
    known.set(id, found);
    return found;
  };

  const workOut = (id: string): Expected => {
    const node = graph.nodes.find((one) => one.id === id);
    const taken = graph.edges.filter((edge) => edge.target === id && takesPart.has(edge.source) && isTaken(edge));
    if (taken.length === 0) return { status: 'skipped', leaves: undefined, output: undefined };
    const input = inputOf(taken);
    const mainPort = node?.type === 'if' ? 'true' : DEFAULT_PORT;
    if (node?.disabled) return { status: 'succeeded', leaves: mainPort, output: input };
    const { failures = 0, permanent = false, port = DEFAULT_PORT } = behaviour.get(id) ?? {};
    const tries = permanent ? 1 : (node?.retry?.attempts ?? 1);
    if (failures < tries) return { status: 'succeeded', leaves: port, output: performed(id, input) };
    const leaves = { continue: mainPort, branch: ERROR_PORT, fail: undefined }[node?.onError ?? 'fail'];
    return { status: 'failed', leaves, output: leaves === undefined ? undefined : { error: FAILURE } };
  };

  for (const id of takesPart) expect(id);
  return known;
}
