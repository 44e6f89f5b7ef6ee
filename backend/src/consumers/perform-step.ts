import type { ActionNode, NodeContext, NodeResult, NodeServices } from '../connectors/define-node.js';
import { NodeError, PermanentNodeError } from '../connectors/node-errors.js';
import { DEFAULT_PORT } from '../contract/index.js';
import type { RunEvent } from '../engine/index.js';
import type { Scope } from '../expressions/scope.js';
import type { CompiledNode } from '../workflows/compiled-workflow.js';
import { toStepFailure } from './to-run-error.js';

/** No step may put out more; bytes of JSON. */
const MAX_OUTPUT = 10 * 1024 * 1024;

export interface StepRequest {
  compiled: CompiledNode;
  nodeId: string;
  /** The number of the attempt, from 1. */
  attempt: number;
  scope: Scope;
  idempotencyKey: string;
  /** Gives a signal that aborts when the run is given up; asked for only by nodes that can be aborted. */
  signal: () => AbortSignal;
  services: NodeServices;
}

type Attempt = Pick<StepRequest, 'nodeId' | 'attempt'>;

/** What became of a step, with its output as JSON, ready to be stored. */
export interface StepOutcome {
  event: Extract<RunEvent, { type: 'succeeded' | 'failed' }>;
  json: string | undefined;
}

/** Performs one attempt of a step. Answers at once if the node does; never throws: what is thrown is the outcome. */
export function performStep(request: StepRequest): StepOutcome | Promise<StepOutcome> {
  const { timeoutMs } = request.compiled.node;
  try {
    const result = timeoutMs === undefined ? callNode(request, request.signal) : callLimited(request, timeoutMs);
    if (!(result instanceof Promise)) return succeeded(request, result);
    return result.then((value) => succeeded(request, value)).catch((error: unknown) => failed(request, error));
  } catch (error) {
    return failed(request, error);
  }
}

function callLimited(request: StepRequest, timeoutMs: number): NodeResult | Promise<NodeResult> {
  const limit = new AbortController();
  const result = callNode(request, () => AbortSignal.any([request.signal(), limit.signal]));
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new NodeError('STEP_TIMEOUT', `The step took longer than its ${timeoutMs} ms.`);
      // Before the abort, or what the node says of that would be the outcome.
      reject(error);
      limit.abort(error);
    }, timeoutMs).unref();
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function callNode(
  { compiled, scope, idempotencyKey, services }: StepRequest,
  signal: () => AbortSignal,
): NodeResult | Promise<NodeResult> {
  const { type } = compiled;
  if (type.kind === 'trigger')
    throw new PermanentNodeError('STEP_FAILED', 'A trigger cannot be performed in the middle of a run.');
  const evaluated = compiled.params.evaluate(scope);
  const params = type.effect ? parseParams(type, evaluated) : evaluated;
  return type.perform(new StepContext(params, scope, idempotencyKey, services, signal));
}

/** A class, since an object literal with a getter costs a hidden class of its own each time. */
class StepContext implements NodeContext<unknown> {
  constructor(
    readonly params: unknown,
    readonly scope: Scope,
    readonly idempotencyKey: string,
    readonly services: NodeServices,
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

function succeeded({ nodeId, attempt }: Attempt, { output, port }: NodeResult): StepOutcome {
  const json = JSON.stringify(output) ?? 'null';
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_OUTPUT)
    throw new PermanentNodeError('OUTPUT_TOO_LARGE', `The output has ${bytes} bytes, the most is ${MAX_OUTPUT}.`);
  const value = isJson(output) ? output : (JSON.parse(json) as unknown);
  const left = port === undefined || port === DEFAULT_PORT ? {} : { port };
  return { event: { type: 'succeeded', nodeId, attempt, output: value, at: Date.now(), ...left }, json };
}

/** Whether a value is what its JSON says: steps that follow see the same before and after a restart. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

function failed({ nodeId, attempt }: Attempt, thrown: unknown): StepOutcome {
  return { event: { type: 'failed', nodeId, attempt, at: Date.now(), ...toStepFailure(thrown) }, json: undefined };
}
