import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defineAction, type ActionNode, type NodeResult, type NodeServices } from '../connectors/define-node.js';
import { NodeError, PermanentNodeError } from '../connectors/node-errors.js';
import { testScope, testServices } from '../connectors/perform-node.test-support.js';
import type { GraphNode } from '../contract/index.js';
import { z } from 'zod';
import { createEgressClient } from '../platform/egress/egress-client.js';
import { CompiledWorkflow, type CompiledNode } from '../workflows/compiled-workflow.js';
import { compileParams } from '../connectors/compile-node.js';
import { performStep, type StepOutcome } from './perform-step.js';

const egress = createEgressClient({ allow: ['127.0.0.0/8'] });
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Given {
  input?: unknown;
  signal?: AbortSignal;
  services?: Partial<NodeServices>;
}

function perform(compiled: CompiledNode, given: Given = {}): StepOutcome | Promise<StepOutcome> {
  const { input = {}, signal = new AbortController().signal, services } = given;
  const scope = testScope({ input });
  return performStep({
    compiled,
    place: { nodeId: 'step' },
    inputs: () => ({}),
    attempt: 2,
    scope,
    idempotencyKey: 'run:step:0',
    signal: () => signal,
    services: testServices(services),
  });
}

/** A node of a type that Eventloom has. */
function compiled(type: string, params: GraphNode['params'], more: Partial<GraphNode> = {}): CompiledNode {
  const graph = { nodes: [{ id: 'step', type, params, ...more }], edges: [] };
  const node = new CompiledWorkflow('v', 'w', 'W', 1, graph, {}).nodes.get('step');
  if (!node) throw new Error(`there is no type ${type}`);
  return node;
}

/** A node of a type made up for what no real one does. */
function made(perform: ActionNode<unknown>['perform'], more: Partial<GraphNode> = {}): CompiledNode {
  const node = { id: 'step', type: 'made', params: {}, ...more };
  const parameters = z.unknown();
  const title = { title: '', description: '', group: '', icon: '' };
  const type = defineAction({
    type: 'made',
    kind: 'logic',
    tone: 'logic',
    ...title,
    parameters,
    effect: false,
    perform,
  });
  return { node, type, params: compileParams(node) };
}

describe(performStep.name, () => {
  it('answers at once if the node does, with the output and its JSON', () => {
    const outcome = perform(compiled('set', { values: { total: '{{ input.price * 2 }}' } }), { input: { price: 21 } });
    expect(outcome).toEqual({
      event: { type: 'succeeded', nodeId: 'step', attempt: 2, output: { total: 42 }, at: expect.any(Number) as number },
      json: '{"total":42}',
    });
  });

  it('says which way a node leaves by, if it has several', async () => {
    const condition = { left: '{{ input }}', operator: 'gt', right: 1 };
    const outcome = await perform(compiled('if', { conditions: { all: [condition] } }), { input: 5 });
    expect(outcome.event).toMatchObject({ type: 'succeeded', output: 5, port: 'true' });
  });

  it('hands out what JSON makes of an output: a step sees the same before and after a restart', async () => {
    const { event, json } = await perform(compiled('set', { values: { at: '{{ now }}', no: '{{ 0 / 0 }}' } }));
    expect(event).toMatchObject({ output: { at: '2026-01-02T03:04:05.678Z', no: null } });
    expect(json).toBe('{"at":"2026-01-02T03:04:05.678Z","no":null}');
    const outputOf = (output: unknown): unknown => {
      const outcome = perform(made(() => ({ output })));
      return 'event' in outcome && outcome.event.type === 'succeeded' ? outcome.event.output : 'not at once';
    };
    const outputs = [undefined, () => 1, new Map([['a', 1]]), [undefined], { a: undefined }, true, 'text'];
    expect(outputs.map(outputOf)).toEqual([null, null, {}, [null], {}, true, 'text']);
  });

  it('sends the key of the step along with a call to the world', async () => {
    const url = await serve((request, response) => response.end(JSON.stringify(request.headers['idempotency-key'])));
    const outcome = await perform(compiled('http-request', { method: 'POST', url }), {
      services: { http: egress.request },
    });
    expect(outcome.event).toMatchObject({ type: 'succeeded', output: { status: 200, body: '"run:step:0"' } });
  });

  it('checks what expressions made of the parameters before it touches the world', async () => {
    const params = { method: 'GET', url: 'http://127.0.0.1/', timeoutMs: '{{ input.limit }}' };
    const { event } = await perform(compiled('http-request', params), { input: { limit: 'soon' } });
    expect(event).toMatchObject({ type: 'failed', permanent: true, error: { code: 'PARAM_INVALID' } });
    expect(event.type === 'failed' && event.error.message).toMatch(/^timeoutMs: /);
  });

  it('fails for good with the place of an expression that cannot be evaluated', async () => {
    const { event } = await perform(compiled('set', { values: { a: '{{ input.a.b.c }}' } }));
    expect(event).toMatchObject({ type: 'failed', permanent: true, error: { line: 1 } });
  });

  it.each([
    [new NodeError('BUSY', 'later', { wait: 5 }), { code: 'BUSY', message: 'later', details: { wait: 5 } }, false],
    [new PermanentNodeError('GONE', 'never'), { code: 'GONE', message: 'never' }, true],
    [new Error('what?'), { code: 'STEP_FAILED', message: 'what?' }, false],
    [Object.assign(new Error('no'), { code: 'ECONNRESET' }), { code: 'ECONNRESET', message: 'no' }, false],
    ['a text', { code: 'STEP_FAILED', message: 'a text' }, false],
  ])('turns what is thrown into the outcome: %s', async (thrown, error, permanent) => {
    const throws = (): never => {
      throw thrown as Error;
    };
    const expected = { type: 'failed', nodeId: 'step', attempt: 2, error, permanent };
    expect((await perform(made(throws))).event).toMatchObject(expected);
    expect((await perform(made(async () => Promise.resolve().then(throws)))).event).toMatchObject(expected);
  });

  it('fails a trigger in the middle of a run', async () => {
    expect((await perform(compiled('manual', {}))).event).toMatchObject({ type: 'failed', permanent: true });
  });

  it('refuses an output of more than ten million bytes, counted as bytes', async () => {
    const small = await perform(made(() => ({ output: 'x'.repeat(10 * 1024 * 1024 - 2) })));
    expect(small.event.type).toBe('succeeded');
    const large = await perform(made(() => ({ output: '€'.repeat(4 * 1024 * 1024) })));
    expect(large).toMatchObject({ event: { permanent: true, error: { code: 'OUTPUT_TOO_LARGE' } }, json: undefined });
    expect(large.event.type === 'failed' && large.event.error.message).toContain('12582914');
  });

  it('fails a step whose output cannot be written as JSON, also when it comes later', async () => {
    const endless: { self?: unknown } = {};
    endless.self = endless;
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    for (const output of [endless, deep, { big: 10n }]) {
      const result: NodeResult = { output };
      expect((await perform(made(() => result))).event.type).toBe('failed');
      expect((await perform(made(() => Promise.resolve(result)))).event.type).toBe('failed');
    }
  });

  it('ends a step at its time limit, and the call with it', async () => {
    let isClosed = false;
    const url = await serve((request) => request.on('close', () => (isClosed = true)));
    const node = compiled('http-request', { method: 'GET', url }, { timeoutMs: 50 });
    const { event } = await perform(node, { services: { http: egress.request } });
    expect(event).toMatchObject({
      type: 'failed',
      permanent: false,
      error: { code: 'STEP_TIMEOUT', message: 'The step took longer than its 50 ms.' },
    });
    await expect.poll(() => isClosed).toBe(true);
  });

  it('ends a step at its time limit that pays no heed to it', async () => {
    const { event } = await perform(made(() => new Promise<NodeResult>(() => undefined), { timeoutMs: 20 }));
    expect(event).toMatchObject({ type: 'failed', error: { code: 'STEP_TIMEOUT' } });
  });

  it('lets a step wait no longer than its time limit, or as long as it wants to if that is less', async () => {
    const waiting = (until?: number) =>
      perform(made(() => ({ waitFor: { type: 'timer' }, port: 'late', until }), { timeoutMs: 60_000 }));
    const event = { type: 'waiting', wait: { for: { type: 'timer' }, error: { code: 'STEP_TIMEOUT' } } };
    expect(waiting()).toMatchObject({ event });
    expect(waiting(Date.now() + 90_000)).toMatchObject({ event });
    const until = Date.now() + 30_000;
    expect(waiting(until)).toMatchObject({ event: { wait: { for: { type: 'timer' }, port: 'late' }, until } });
  });

  it('lets a step be that stays below its limit', async () => {
    const later = () => new Promise<NodeResult>((resolve) => setTimeout(() => resolve({ output: 1 }), 5));
    expect((await perform(made(later, { timeoutMs: 10_000 }))).event).toMatchObject({ type: 'succeeded', output: 1 });
    expect(perform(made(() => ({ output: 1 }), { timeoutMs: 1 }))).toMatchObject({ event: { type: 'succeeded' } });
  });

  it('aborts the call when the run is given up', async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort(new Error('the run was given up')));
    const node = compiled('http-request', { method: 'GET', url }, { timeoutMs: 60_000 });
    const { event } = await perform(node, { signal: abort.signal, services: { http: egress.request } });
    expect(event).toMatchObject({ type: 'failed', error: { message: 'the run was given up' } });
  });
});
