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
  /** Aborts when the run is given up. */
  signal: AbortSignal;
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
  const signal =
    timeoutMs === undefined ? request.signal : AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const result = callNode(request, signal);
    if (!(result instanceof Promise)) return succeeded(request, result);
    const limited = timeoutMs === undefined ? result : Promise.race([result, rejectAfter(timeoutMs)]);
    return limited.then(
      (value) => succeeded(request, value),
      (error: unknown) => failed(request, error),
    );
  } catch (error) {
    return failed(request, error);
  }
}

function callNode(
  { compiled, scope, idempotencyKey, services }: StepRequest,
  signal: AbortSignal,
): NodeResult | Promise<NodeResult> {
  const { type } = compiled;
  if (type.kind === 'trigger')
    throw new PermanentNodeError('STEP_FAILED', 'A trigger cannot be performed in the middle of a run.');
  const evaluated = compiled.params.evaluate(scope);
  const params = type.effect ? parseParams(type, evaluated) : evaluated;
  return type.perform({ params, scope, idempotencyKey, signal, services } satisfies NodeContext<unknown>);
}

/** What expressions made of the parameters is checked before the world is touched. */
function parseParams(type: ActionNode<unknown>, evaluated: unknown): unknown {
  const { data, error, success } = type.parameters.safeParse(evaluated);
  if (success) return data;
  const [issue] = error.issues;
  throw new PermanentNodeError('PARAM_INVALID', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}

function rejectAfter(timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new NodeError('STEP_TIMEOUT', `The step took longer than its ${timeoutMs} ms.`)),
      timeoutMs,
    ).unref();
  });
}

function succeeded({ nodeId, attempt }: Attempt, { output, port }: NodeResult): StepOutcome {
  const json = JSON.stringify(output ?? null);
  if (json.length > MAX_OUTPUT)
    return failed(
      { nodeId, attempt },
      new PermanentNodeError('OUTPUT_TOO_LARGE', `The output has ${json.length} bytes, the most is ${MAX_OUTPUT}.`),
    );
  const at = Date.now();
  const left = port === undefined || port === DEFAULT_PORT ? {} : { port };
  return { event: { type: 'succeeded', nodeId, attempt, output: output ?? null, at, ...left }, json };
}

function failed({ nodeId, attempt }: Attempt, thrown: unknown): StepOutcome {
  return { event: { type: 'failed', nodeId, attempt, at: Date.now(), ...toStepFailure(thrown) }, json: undefined };
}
