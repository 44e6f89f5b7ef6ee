import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_PORT,
  ERROR_PORT,
  LOOP_BODY_PORT,
  LOOP_DONE_PORT,
  type GraphEdge,
  type GraphNode,
} from '../contract/index.js';
import type { RandomRun } from './random-runs.test-support.js';
import { failsFor, FAILURE, outputFor, perform, TRIGGER_OUTPUT, type Waiting } from './random-world.test-support.js';
import { placeKey } from './row-table.test-support.js';
import type { StepChanged, StepPlace } from './run-state.js';

/** What becomes of a node if nothing stops the run before it. */
export interface Expected {
  status: 'succeeded' | 'failed' | 'skipped';
  /** The port that the run goes on by; none after a skipped step and after a failure that ends the run. */
  leaves: string | undefined;
  output: unknown;
}

export interface ExpectedRun {
  /** By iteration and node. */
  ends: Map<string, Expected>;
  /** Steps in loops that fail: they may be cut off or not be reached, though the run goes on. */
  optional: Set<string>;
  /** The steps that may be the one that ends the run. */
  fatal: StepPlace[];
}

/** The run itself or an iteration: where it starts, and with what. */
interface Scope {
  start: string;
  startPort: string | undefined;
  item: unknown;
  iteration: string | undefined;
}

interface ScopeEnd {
  output: unknown;
  fatal: StepPlace[];
}

/**
 * What is to become of each node, worked out from the contract's words alone: one node after the other, without time,
 * attempts under way or interruptions. Plain recursion, nothing of the engine in it. Where the world decides (whether the
 * answer or the end of the time came first; which of several failures), it is told by `stored` how the world did.
 */
export function expectRun(run: RandomRun, stored: readonly StepChanged[]): ExpectedRun {
  const oracle = new Oracle(run, new Map(stored.map((row) => [placeKey(row), row])));
  const { fatal } = oracle.expectScope({
    start: 'start',
    startPort: undefined,
    item: TRIGGER_OUTPUT,
    iteration: undefined,
  });
  return { ends: oracle.ends, optional: oracle.optional, fatal };
}

class Oracle {
  readonly ends = new Map<string, Expected>();
  readonly optional = new Set<string>();

  constructor(
    private readonly run: RandomRun,
    private readonly stored: ReadonlyMap<string, StepChanged>,
  ) {}

  expectScope(scope: Scope): ScopeEnd {
    const known = new Map<string, Expected>();
    const fatal: StepPlace[] = [];
    known.set(scope.start, { status: 'succeeded', leaves: scope.startPort ?? DEFAULT_PORT, output: scope.item });
    const members = this.membersOf(scope);
    const expect = (id: string): Expected => {
      const found = known.get(id) ?? this.workOut(id, scope, members, expect, fatal);
      known.set(id, found);
      return found;
    };
    for (const id of members) this.ends.set(placeKey(placeOf(scope, id)), expect(id));
    const isTaken = (edge: GraphEdge) => expect(edge.source).leaves === handleOf(edge);
    const last = [...members].filter(
      (id) => expect(id).leaves !== undefined && !this.edges(scope).some((edge) => edge.source === id && isTaken(edge)),
    );
    return { output: outputOf(last, expect), fatal };
  }

  /** The edges that lead on within a scope: from its start by its port, from a loop in it not into what that repeats. */
  private edges({ start, startPort }: Scope): GraphEdge[] {
    return this.run.graph.edges.filter((edge) => {
      if (edge.source === start && startPort !== undefined) return edge.sourceHandle === startPort;
      return edge.sourceHandle !== LOOP_BODY_PORT;
    });
  }

  private membersOf(scope: Scope): Set<string> {
    const members = new Set([scope.start]);
    for (const id of members)
      for (const { source, target } of this.edges(scope)) if (source === id) members.add(target);
    return members;
  }

  private workOut(
    id: string,
    scope: Scope,
    members: ReadonlySet<string>,
    expect: (id: string) => Expected,
    fatal: StepPlace[],
  ): Expected {
    const node = this.run.graph.nodes.find((one) => one.id === id);
    const behaviour = this.run.behaviour.get(id);
    if (!node || !behaviour) throw new Error(`there is no node ${id}`);
    const taken = this.edges(scope).filter(
      (edge) => edge.target === id && members.has(edge.source) && expect(edge.source).leaves === handleOf(edge),
    );
    if (taken.length === 0) return { status: 'skipped', leaves: undefined, output: undefined };
    const input = outputOf([...new Set(taken.map(({ source }) => source))], expect);
    if (node.disabled) return { status: 'succeeded', leaves: mainPortOf(node), output: input };
    const place = placeOf(scope, id);
    const fail = (error: object, because: StepPlace[]): Expected => {
      const leaves = { continue: mainPortOf(node), branch: ERROR_PORT, fail: undefined }[node.onError ?? 'fail'];
      if (leaves === undefined) fatal.push(...because);
      return { status: 'failed', leaves, output: leaves === undefined ? undefined : { error } };
    };
    if (failsFor(behaviour, input, node.retry)) return fail(FAILURE, [place]);
    const became = perform(id, behaviour, input, Infinity);
    if (became.type === 'looping') {
      const within = this.expectLoop(id, scope, became.items);
      if (within.fatal.length > 0) return fail(this.whichFailed(place, within.fatal), within.fatal);
      return { status: 'succeeded', leaves: LOOP_DONE_PORT, output: within.output };
    }
    if (!behaviour.wait)
      return {
        status: 'succeeded',
        leaves: behaviour.port ?? DEFAULT_PORT,
        output: outputFor(id, behaviour.isBlind ? undefined : input),
      };
    const came = this.whatCame(behaviour.wait, place);
    if (came === 'refused') return fail(FAILURE, [place]);
    if (came !== undefined) return { status: 'succeeded', leaves: came, output: outputFor(id, came) };
    return { status: 'succeeded', leaves: behaviour.wait.port ?? DEFAULT_PORT, output: input };
  }

  /** Every iteration, in order; if one fails then so does the loop. */
  private expectLoop(id: string, scope: Scope, items: unknown[]): ScopeEnd {
    const results = items.map((item, index) => {
      const iteration = scope.iteration === undefined ? `${index}` : `${scope.iteration}.${index}`;
      const before = new Set(this.ends.keys());
      const end = this.expectScope({ start: id, startPort: LOOP_BODY_PORT, item, iteration });
      return { ...end, within: [...this.ends.keys()].filter((key) => !before.has(key)) };
    });
    const fatal = results.flatMap((one) => one.fatal);
    if (fatal.length > 0) for (const { within } of results) for (const key of within) this.optional.add(key);
    return { output: { results: results.map(({ output }) => output), count: items.length }, fatal };
  }

  /** The error of a loop is that of a step in it. */
  private whichFailed(loop: StepPlace, fatal: StepPlace[]): object {
    const error = this.stored.get(placeKey(loop))?.step.error ?? { ...fatal[0], ...FAILURE };
    if (!fatal.some(({ nodeId, iteration }) => isDeepStrictEqual({ nodeId, iteration, ...FAILURE }, { ...error })))
      throw new Error(`${placeKey(loop)} failed with ${JSON.stringify(error)}`);
    return error;
  }

  /** The answer, or undefined for the end of the time. */
  private whatCame({ ms, answer }: Waiting, place: StepPlace): Waiting['answer'] {
    if (ms === undefined || answer === undefined) return answer;
    return this.stored.get(placeKey(place))?.step.port === 'timeout' ? undefined : answer;
  }
}

function placeOf({ iteration }: Scope, nodeId: string): StepPlace {
  return iteration === undefined ? { nodeId } : { nodeId, iteration };
}

function handleOf({ sourceHandle }: GraphEdge): string {
  return sourceHandle ?? DEFAULT_PORT;
}

function mainPortOf({ type }: GraphNode): string {
  return { if: 'true', approval: 'approved', 'for-each': LOOP_DONE_PORT }[type] ?? DEFAULT_PORT;
}

function outputOf(sources: readonly string[], expect: (id: string) => Expected): unknown {
  if (sources.length === 1) return expect(sources[0] ?? '').output;
  return Object.fromEntries(sources.map((source) => [source, expect(source).output]));
}
