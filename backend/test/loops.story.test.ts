import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import { until } from './support/until.js';
import {
  createWorkflow,
  edge,
  getRun,
  node,
  runByHand,
  stepOf,
  waitForRun,
  wholeOutputOf,
} from './support/workflows.js';

describe('loops', () => {
  let app: TestApp;
  let shop: Sink;
  let isClosed: (body: string) => boolean = () => false;

  beforeAll(async () => {
    app = await startTestApp();
    shop = await startSink(({ body }, response) => sendJson(response, isClosed(body) ? 422 : 200, { got: body }));
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
  });

  async function run(graph: Graph, payload: unknown): Promise<Run> {
    const { id } = await createWorkflow(app, 'Loop', graph);
    return waitForRun(app, await runByHand(app, id, { payload }));
  }

  /** For each item of the payload: what `body` holds, from its node `first` on. */
  function loop(body: Graph['nodes'], edges: Graph['edges'], params: Graph['nodes'][number]['params'] = {}): Graph {
    return {
      nodes: [
        node('start', 'manual'),
        node('each', 'for-each', { items: '{{ trigger.items }}', ...params }),
        ...body,
        node('after', 'set', { values: { count: '{{ input.count }}', results: '{{ steps.each.results }}' } }),
      ],
      edges: [edge('start', 'each'), edge('each.item', 'first'), edge('each.done', 'after'), ...edges],
    };
  }

  it('repeat their body for each item and put the results in order', async () => {
    const graph = loop(
      [
        node('first', 'set', { values: { n: '{{ item * 10 }}', at: '{{ index }}' } }),
        node('second', 'set', { values: { v: '{{ steps.first.n + 1 }}' } }),
      ],
      [edge('first', 'second')],
      { concurrency: 3 },
    );
    const done = await run(graph, { items: [5, 6, 7, 8] });
    expect(done.status).toBe('succeeded');
    expect(stepOf(done, 'after').output).toEqual({ count: 4, results: [{ v: 51 }, { v: 61 }, { v: 71 }, { v: 81 }] });
    expect(stepOf(done, 'each').output).toEqual({ count: 4, results: [{ v: 51 }, { v: 61 }, { v: 71 }, { v: 81 }] });
    const firsts = done.steps.filter(({ nodeId }) => nodeId === 'first');
    expect(firsts.map(({ iteration, input, output }) => [iteration, input, output])).toEqual([
      ['0', 5, { n: 50, at: 0 }],
      ['1', 6, { n: 60, at: 1 }],
      ['2', 7, { n: 70, at: 2 }],
      ['3', 8, { n: 80, at: 3 }],
    ]);
    expect(done.steps.filter(({ nodeId }) => nodeId === 'each')).toHaveLength(1);
  });

  it('do nothing for an empty list, and hand items on that nothing is done with', async () => {
    const body = [node('first', 'set', { values: { n: '{{ item }}' } })];
    const empty = await run(loop(body, []), { items: [] });
    expect(stepOf(empty, 'after').output).toEqual({ count: 0, results: [] });
    const bare: Graph = {
      nodes: [node('start', 'manual'), node('each', 'for-each', { items: '{{ trigger.items }}' })],
      edges: [edge('start', 'each')],
    };
    expect(stepOf(await run(bare, { items: [1, 'b'] }), 'each').output).toEqual({ count: 2, results: [1, 'b'] });
  });

  it('may hold loops, each with the item and the index of its own', async () => {
    const graph = loop(
      [
        node('first', 'for-each', { items: '{{ item.parts }}' }),
        node('inner', 'set', { values: { v: '{{ index + ":" + item }}' } }),
        node('line', 'set', { values: { of: '{{ item.name }}', parts: '{{ input.results.map(r => r.v) }}' } }),
      ],
      [edge('first.item', 'inner'), edge('first.done', 'line')],
    );
    const items = [
      { name: 'a', parts: ['x', 'y'] },
      { name: 'b', parts: [] },
      { name: 'c', parts: ['z'] },
    ];
    const done = await run(graph, { items });
    expect(stepOf(done, 'after').output).toEqual({
      count: 3,
      results: [
        { of: 'a', parts: ['0:x', '1:y'] },
        { of: 'b', parts: [] },
        { of: 'c', parts: ['0:z'] },
      ],
    });
    const inner = done.steps.filter(({ nodeId }) => nodeId === 'inner');
    expect(inner.map(({ iteration, input }) => [iteration, input])).toEqual([
      ['0.0', 'x'],
      ['0.1', 'y'],
      ['2.0', 'z'],
    ]);
  });

  it('send an idempotency key of its own for each iteration', async () => {
    const call = node('first', 'http-request', { url: `${shop.url}/key`, method: 'POST', body: '{{ item }}' });
    const done = await run(loop([call], [], { concurrency: 2 }), { items: ['a', 'b', 'c'] });
    expect(done.status).toBe('succeeded');
    const keys = shop.requests.filter(({ path }) => path === '/key').map(({ headers }) => headers['idempotency-key']);
    expect(keys.toSorted()).toEqual(['0', '1', '2'].map((index) => `${done.id}:first:${index}`));
  });

  it('fail with the iteration that failed, and go on from there when they are retried', async () => {
    const call = node('first', 'http-request', { url: `${shop.url}/retry`, method: 'POST', body: '{{ item }}' });
    const last = node('last', 'set', { values: { got: '{{ input.body.got }}' } });
    isClosed = (body) => body === 'b';
    const failed = await run(loop([call, last], [edge('first', 'last')]), { items: ['a', 'b', 'c'] });
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'HTTP_STATUS', nodeId: 'first', iteration: '1' } });
    isClosed = () => false;
    const { body } = await app.api<{ runId: string }>('POST', `/runs/${failed.id}/retry`, {});
    const again = await waitForRun(app, body.runId);
    expect(stepOf(again, 'after').output).toEqual({ count: 3, results: [{ got: 'a' }, { got: 'b' }, { got: 'c' }] });
    const bodies = shop.requests.filter(({ path }) => path === '/retry').map((request) => request.body);
    expect(bodies).toEqual(['a', 'b', 'b', 'c']);
  });

  it('leave the loop by the port for errors if that is asked for', async () => {
    const graph = loop([node('first', 'fail', { message: 'no {{ item }}' })], [edge('each.error', 'saved')]);
    graph.nodes = graph.nodes.map((one) => (one.id === 'each' ? { ...one, onError: 'branch' } : one));
    graph.nodes.push(node('saved', 'set', { values: { why: '{{ steps.each.error.message }}' } }));
    const done = await run(graph, { items: [1, 2] });
    expect(done.status).toBe('succeeded');
    expect(stepOf(done, 'saved').output).toEqual({ why: 'no 1' });
    expect(stepOf(done, 'after').status).toBe('skipped');
  });

  it('wait in their iterations, side by side', async () => {
    const graph = loop(
      [node('first', 'delay', { ms: 300 }), node('late', 'set', { values: { n: '{{ item }}' } })],
      [edge('first', 'late')],
      { concurrency: 4 },
    );
    const begun = Date.now();
    const done = await run(graph, { items: [1, 2, 3, 4] });
    expect(stepOf(done, 'after').output).toMatchObject({ count: 4, results: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] });
    expect(Date.now() - begun).toBeGreaterThan(290);
  });

  it('take ten thousand items', async () => {
    const graph = loop([node('first', 'set', { values: { n: '{{ item + 1 }}' } })], [], { concurrency: 10 });
    const { id } = await createWorkflow(app, 'Long', graph);
    const items = Array.from({ length: 10_000 }, (_, index) => index);
    const runId = await runByHand(app, id, { payload: { items } });
    await until('the end of the loop', async () => {
      const { body } = await app.api<{ items: Run[] }>('GET', `/runs?workflowId=${id}`);
      return typeof body.items[0]?.finishedAt === 'string';
    });
    const done = await getRun(app, runId);
    expect(done.status).toBe('succeeded');
    const { results } = (await wholeOutputOf(app, done, 'after')) as { results: { n: number }[] };
    expect([results.length, results[0], results[9999]]).toEqual([10_000, { n: 1 }, { n: 10_000 }]);
    const rows = await app.database.query<{ most: number }>(
      `select max(coalesce(length(output), 0)) as most from step where run_id = '${runId}' and iteration <> ''`,
    );
    expect(Number(rows[0]?.most)).toBeLessThan(100);
  });

  it('refuse what is no list', async () => {
    const graph = loop([node('first', 'set', { values: {} })], []);
    expect(await run(graph, { items: 'abc' })).toMatchObject({
      status: 'failed',
      error: { code: 'PARAM_INVALID', nodeId: 'each' },
    });
  });
});
