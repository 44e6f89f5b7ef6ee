import type { ActionNode, NodeContext, NodeOutcome, NodeServices } from '../connectors/define-node.js';
import { NodeError, PermanentNodeError } from '../connectors/node-errors.js';
import { DEFAULT_PORT } from '../contract/index.js';
import type { RunEvent, StepPlace } from '../engine/index.js';
import type { Scope } from '../expressions/scope.js';
import type { CompiledNode } from '../workflows/compiled-workflow.js';
import { toStepFailure } from './to-run-error.js';

/** No step may put out more; bytes of JSON. */
const MAX_OUTPUT = 10 * 1024 * 1024;

export interface StepRequest {
  compiled: CompiledNode;
  place: StepPlace;
  /** The number of the attempt, from 1. */
  attempt: number;
  scope: Scope;
  inputs: () => Record<string, unknown>;
  idempotencyKey: string;
  /** Gives a signal that aborts when the run is given up; asked for only by nodes that can be aborted. */
  signal: () => AbortSignal;
  services: NodeServices;
}

type Attempt = Pick<StepRequest, 'place' | 'attempt' | 'compiled'>;

/** What became of a step, with its output as JSON, ready to be stored. */
export interface StepOutcome {
  event: Extract<RunEvent, { type: 'succeeded' | 'failed' | 'waiting' | 'looping' }>;
  json: string | undefined;
}

/** Performs one attempt of a step. Answers at once if the node does; never throws: what is thrown is the outcome. */
export function performStep(request: StepRequest): StepOutcome | Promise<StepOutcome> {
  const { timeoutMs } = request.compiled.node;
  try {
    const outcome = timeoutMs === undefined ? callNode(request, request.signal) : callLimited(request, timeoutMs);
    if (!(outcome instanceof Promise)) return toOutcome(request, outcome);
    return outcome.then((value) => toOutcome(request, value)).catch((error: unknown) => failed(request, error));
  } catch (error) {
    return failed(request, error);
  }
}

function callLimited(request: StepRequest, timeoutMs: number): NodeOutcome | Promise<NodeOutcome> {
  const limit = new AbortController();
  const result = callNode(request, () => AbortSignal.any([request.signal(), limit.signal]));
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new NodeError('STEP_TIMEOUT', tookTooLong(timeoutMs));
      // Before the abort, or what the node says of that would be the outcome.
      reject(error);
      limit.abort(error);
    }, timeoutMs).unref();
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function tookTooLong(timeoutMs: number): string {
  return `The step took longer than its ${timeoutMs} ms.`;
}

function callNode(
  { compiled, scope, inputs, idempotencyKey, services }: StepRequest,
  signal: () => AbortSignal,
): NodeOutcome | Promise<NodeOutcome> {
  const { type } = compiled;
  if (type.kind === 'trigger')
    throw new PermanentNodeError('STEP_FAILED', 'A trigger cannot be performed in the middle of a run.');
  const evaluated = compiled.params.evaluate(scope);
  const params = type.effect ? parseParams(type, evaluated) : evaluated;
  return type.perform(new StepContext(params, scope, idempotencyKey, services, inputs, signal));
}

/** A class, since an object literal with a getter costs a hidden class of its own each time. */
class StepContext implements NodeContext<unknown> {
  constructor(
    readonly params: unknown,
    readonly scope: Scope,
    readonly idempotencyKey: string,
    readonly services: NodeServices,
    readonly inputs: () => Record<string, unknown>,
    private readonly makeSignal: () => AbortSignal,
  ) {}

  get signal(): AbortSignal {
    return this.makeSignal();
  }
}

/** What expressions made of the parameters is checked before the world is touched. */
function parseParams(type: ActionNode<unknown>, evaluated: unknown): unknown {
  const { data, error, success } = type.parameters.safeParse(evaluated);
  if (success) return data;
  const [issue] = error.issues;
  throw new PermanentNodeError('PARAM_INVALID', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}

function toOutcome({ place, attempt, compiled }: Attempt, outcome: NodeOutcome): StepOutcome {
  const base = { ...place, attempt, at: Date.now() };
  if ('items' in outcome) return { event: { type: 'looping', ...base, ...outcome }, json: undefined };
  if ('waitFor' in outcome)
    return {
      event: { type: 'waiting', ...base, ...toWait(outcome, base.at, compiled.node.timeoutMs) },
      json: undefined,
    };
  const { output, port } = outcome;
  const { json, value } = toJson(output);
  const left = port === undefined || port === DEFAULT_PORT ? {} : { port };
  return { event: { type: 'succeeded', ...base, output: value, ...left }, json };
}

/** What a step waits for and how long: no longer than its time limit, at which it fails. */
function toWait({ waitFor, until, port }: Extract<NodeOutcome, { waitFor: unknown }>, at: number, timeoutMs?: number) {
  if (timeoutMs !== undefined && at + timeoutMs < (until ?? Infinity)) {
    const error = { code: 'STEP_TIMEOUT', message: tookTooLong(timeoutMs) };
    return { wait: { for: waitFor, error }, until: at + timeoutMs };
  }
  return { wait: { for: waitFor, ...(port !== undefined && { port }) }, ...(until !== undefined && { until }) };
}

/**
 * The output as it is stored, and as the steps that follow see it: the same before and after a restart.
 *
 * @throws PermanentNodeError `OUTPUT_TOO_LARGE`
 */
export function toJson(output: unknown): { json: string; value: unknown } {
  const json = JSON.stringify(output) ?? 'null';
  if (json.length > MAX_OUTPUT / 3) refuseTooLarge(Buffer.byteLength(json));
  return { json, value: isJson(output) ? output : (JSON.parse(json) as unknown) };
}

function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_OUTPUT)
    throw new PermanentNodeError('OUTPUT_TOO_LARGE', `The output has ${bytes} bytes, the most is ${MAX_OUTPUT}.`);
}

/** Whether a value is what its JSON says. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

function failed({ place, attempt }: Attempt, thrown: unknown): StepOutcome {
  const event = { type: 'failed', ...place, attempt, at: Date.now(), random: Math.random() } as const;
  return { event: { ...event, ...toStepFailure(thrown) }, json: undefined };
}
