import type { Scope } from '../expressions/scope.js';
import type { GraphNode } from '../contract/index.js';
import { nodeTypes } from './catalog.js';
import { compileParams } from './compile-node.js';
import type { HttpAnswer, HttpCall, NodeResult, NodeServices } from './define-node.js';

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
  return { http: refuse, publish: refuse, runCode: refuse, ...given };
}

/** Performs a node as a run does: parameters are evaluated, and parsed before an effect. */
export async function performNode(
  type: string,
  params: GraphNode['params'],
  given: { scope?: Partial<Scope>; services?: Partial<NodeServices> } = {},
): Promise<NodeResult> {
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
