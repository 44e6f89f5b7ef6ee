import type { GraphNode, RunError, WaitFor } from '../contract/index.js';
import type { Millis, Wait } from './run-state.js';

export const TRIGGER_OUTPUT = { total: 7 };
export const FAILURE: RunError = { code: 'TEST_FAILED', message: 'as it was told to' };

/** How a node behaves, whoever performs it: the same each time, or nothing could be compared. */
export interface Behaviour {
  /** So many attempts fail before one succeeds. */
  failures: number;
  /** Whether that is so for about half of the inputs only. */
  isFickle: boolean;
  /** Whether its failures are beyond healing. */
  permanent: boolean;
  /** The port that it leaves by once it succeeds. */
  port?: string;
  /** Whether its state is stored before each attempt begins. */
  effect: boolean;
  /** Whether it does not look at its input, which is another one each time for a `merge` of any. */
  isBlind: boolean;
  wait?: Waiting;
  loop?: { count: number; concurrency: number };
}

/** What a step waits for: one of these, or whichever comes first. */
export interface Waiting {
  ms?: number;
  /** The port by which it goes on when that time is over. */
  port?: string;
  /** What comes from outside. */
  answer?: 'approved' | 'rejected' | 'refused';
}

/** What becomes of one attempt. */
export type Performed =
  | { type: 'failed'; error: RunError; permanent: boolean }
  | { type: 'succeeded'; output: unknown; port?: string }
  | { type: 'waiting'; wait: Wait; ms?: Millis }
  | { type: 'looping'; items: unknown[]; concurrency: number };

/** What a node does with an input, after so many failed attempts. */
export function perform(nodeId: string, behaviour: Behaviour, given: unknown, failed: number): Performed {
  const input = behaviour.isBlind ? undefined : given;
  const { permanent, port, wait, loop } = behaviour;
  if (failed < failuresFor(behaviour, input)) return { type: 'failed', error: FAILURE, permanent };
  if (loop) return { type: 'looping', items: itemsFor(loop.count, input), concurrency: loop.concurrency };
  if (wait) return { type: 'waiting', wait: toWait(wait), ...(wait.ms !== undefined && { ms: wait.ms }) };
  return { type: 'succeeded', output: outputFor(nodeId, input), ...(port && { port }) };
}

/** Whether a node fails in the end. */
export function failsFor(behaviour: Behaviour, given: unknown, retry: GraphNode['retry']): boolean {
  const tries = behaviour.permanent ? 1 : (retry?.attempts ?? 1);
  return failuresFor(behaviour, behaviour.isBlind ? undefined : given) >= tries;
}

/** What a node puts out for an input: short, and different for different inputs. */
export function outputFor(nodeId: string, input: unknown): unknown {
  return { by: nodeId, hash: hashOf(input) };
}

/** As many items as it was told to or, for some inputs, one less. */
function itemsFor(count: number, input: unknown): unknown[] {
  const length = Math.max(0, count - (hashOf(input) & 1));
  return Array.from({ length }, (_, index) => ({ item: index, of: hashOf(input) }));
}

function failuresFor({ failures, isFickle }: Behaviour, input: unknown): number {
  return isFickle && (hashOf(input) & 2) === 0 ? 0 : failures;
}

function toWait({ port, answer }: Waiting): Wait {
  const what: WaitFor = answer ? { type: 'approval', message: '?' } : { type: 'timer' };
  return { for: what, ...(port && { port }) };
}

function hashOf(input: unknown): number {
  let hash = 0;
  for (const char of JSON.stringify(input) ?? '') hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
  return hash ^ (hash >>> 7);
}
