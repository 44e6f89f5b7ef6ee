import type { Scope } from '../expressions/scope.js';
import type { GraphNode } from '../contract/index.js';
import { nodeTypes } from './catalog.js';
import { compileParams } from './compile-node.js';
import type { HttpAnswer, HttpCall, NodeOutcome, NodeResult, NodeServices } from './define-node.js';

export const KEY = 'run:node:0';

export function testScope(given: Partial<Scope> = {}): Scope {
  return {
    trigger: {},
    event: {},
    steps: {},
    input: {},
    vars: {},
    workflow: { id: 'w', name: 'W' },
    run: { id: 'r', attempt: 1 },
    now: new Date('2026-01-02T03:04:05.678Z'),
    ...given,
  };
}

/** Services that say what they were asked for; those that are not given refuse. */
export function testServices(given: Partial<NodeServices> = {}): NodeServices {
  const refuse = (): Promise<never> => Promise.reject(new Error('this node has no business with that'));
  return {
    http: refuse,
    publish: refuse,
    runCode: refuse,
    startRun: refuse,
    awaitEvent: refuse,
    respond: refuse,
    keyValue: refuse,
    log: () => undefined,
    ...given,
  };
}

interface Given {
  scope?: Partial<Scope>;
  services?: Partial<NodeServices>;
  inputs?: Record<string, unknown>;
}

/** Performs a node as a run does: parameters are evaluated, and parsed before an effect. */
export async function performNode(type: string, params: GraphNode['params'], given: Given = {}): Promise<NodeResult> {
  const outcome = await performForOutcome(type, params, given);
  if ('output' in outcome) return outcome;
  throw new Error(`${type} did not end at once`);
}

/** The same for nodes that wait or repeat. */
export async function performForOutcome(
  type: string,
  params: GraphNode['params'],
  given: Given = {},
): Promise<NodeOutcome> {
  const node = nodeTypes.get(type);
  if (!node || node.kind === 'trigger') throw new Error(`${type} is not performed`);
  const scope = testScope(given.scope);
  const evaluated = compileParams({ id: 'node', type, params }).evaluate(scope);
  return node.perform({
    params: node.effect ? node.parameters.parse(evaluated) : evaluated,
    scope,
    idempotencyKey: KEY,
    signal: new AbortController().signal,
    services: testServices(given.services),
    inputs: () => given.inputs ?? {},
  });
}

/** An HTTP service that keeps its calls and gives one answer. */
export function answering(answer: Partial<HttpAnswer> = {}): { calls: HttpCall[]; http: NodeServices['http'] } {
  const calls: HttpCall[] = [];
  return {
    calls,
    http: (call) => {
      calls.push(call);
      return Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
    },
  };
}
