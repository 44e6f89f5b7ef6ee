import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import {
  chain,
  createWorkflow,
  edge,
  node,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
  webhook,
} from './support/workflows.js';

describe('logic', () => {
  let app: TestApp;
  let shop: Sink;

  beforeAll(async () => {
    app = await startTestApp();
    shop = await startSink(({ path }, response) => {
      if (path === '/slow') setTimeout(() => sendJson(response, 200, { from: 'slow' }), 400);
      else sendJson(response, 200, { from: path });
    });
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
  });

  const start = node('start', 'manual');

  async function run(graph: Graph, payload: unknown = {}): Promise<Run> {
    const { id } = await createWorkflow(app, 'Logic', graph);
    return waitForRun(app, await runByHand(app, id, { payload }));
  }

  describe('switch', () => {
    const is = (value: string) => ({ all: [{ left: '{{ trigger.kind }}', operator: 'eq', right: value }] });
    const graph: Graph = {
      nodes: [
        start,
        node('which', 'switch', {
          rules: [
            { port: 'book', conditions: is('book') },
            { port: 'game', conditions: is('game') },
          ],
        }),
        node('read', 'set'),
        node('play', 'set'),
        node('other', 'set'),
      ],
      edges: [
        edge('start', 'which'),
        edge('which.book', 'read'),
        edge('which.game', 'play'),
        edge('which.else', 'other'),
      ],
    };

    it.each([
      ['book', 'read'],
      ['game', 'play'],
      ['car', 'other'],
    ])('sends %s on to %s', async (kind, taken) => {
      const { read, play, other } = statesOf(await run(graph, { kind }));
      expect({ read, play, other }).toEqual({
        read: 'skipped',
        play: 'skipped',
        other: 'skipped',
        [taken]: 'succeeded',
      });
    });

    it('refuses a port that no rule names, and two rules with one', async () => {
      const wrong = { ...graph, edges: [...graph.edges, edge('which.music', 'other')] };
      const { problems } = await createWorkflow(app, 'Wrong', wrong);
      expect(problems.map(({ code }) => code)).toContain('PORT_UNKNOWN');
    });
  });

  describe('merge', () => {
    const graph = (mode: string): Graph => ({
      nodes: [
        start,
        node('slow', 'http-request', { url: `${shop.url}/slow` }),
        node('fast', 'set', { values: { from: 'fast' } }),
        node('join', 'merge', { mode }),
        node('end', 'set', { values: { got: '{{ input }}' } }),
      ],
      edges: [
        edge('start', 'slow'),
        edge('start', 'fast'),
        edge('slow', 'join'),
        edge('fast', 'join'),
        edge('join', 'end'),
      ],
    });

    it('waits for all branches and hands on what each put out', async () => {
      const output = stepOf(await run(graph('all')), 'join').output as Record<string, { from?: string }>;
      expect(Object.keys(output).toSorted()).toEqual(['fast', 'slow']);
    });

    it('goes on with the first that arrives, once', async () => {
      const done = await run(graph('any'));
      expect(stepOf(done, 'end').output).toEqual({ got: { from: 'fast' } });
      expect(done.status).toBe('succeeded');
      expect(stepOf(done, 'slow').status).toBe('succeeded');
    });
  });

  it('fail ends the run with its message', async () => {
    const done = await run(chain(start, node('stop', 'fail', { message: 'no {{ trigger.what }}' })), { what: 'stock' });
    expect(done).toMatchObject({ status: 'failed', error: { code: 'FAILED', message: 'no stock', nodeId: 'stop' } });
  });

  it('code keeps what it logged, also before a pause and another attempt', async () => {
    const code = 'console.log("try"); if (Date.now() < trigger.from) throw new Error("early"); return 1;';
    const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 1200 };
    const done = await run(chain(start, node('work', 'code', { code }, { retry })), { from: Date.now() + 700 });
    const { attempts, logs } = stepOf(done, 'work');
    expect(attempts).toHaveLength(2);
    expect(logs?.map(({ level, text }) => [level, text])).toEqual([
      ['info', 'try'],
      ['info', 'try'],
    ]);
  });

  it('key-value keeps values between runs', async () => {
    const counter = chain(start, node('count', 'key-value', { operation: 'increment', key: 'visits', by: 2 }));
    expect(stepOf(await run(counter), 'count').output).toEqual({ key: 'visits', value: 2 });
    expect(stepOf(await run(counter), 'count').output).toEqual({ key: 'visits', value: 4 });
    const all = chain(
      start,
      node('set', 'key-value', { operation: 'set', key: 'k', value: { a: '{{ trigger.n }}' } }),
      node('get', 'key-value', { operation: 'get', key: 'k' }),
      node('drop', 'key-value', { operation: 'delete', key: 'k' }),
      node('gone', 'key-value', { operation: 'get', key: 'k' }),
    );
    const done = await run(all, { n: 1 });
    expect(stepOf(done, 'get').output).toEqual({ key: 'k', found: true, value: { a: 1 } });
    expect(stepOf(done, 'drop').output).toEqual({ key: 'k', deleted: true });
    expect(stepOf(done, 'gone').output).toEqual({ key: 'k', found: false, value: null });
  });

  it('respond answers the request before the run has ended', async () => {
    const graph = chain(
      webhook('asked', { respond: 'respond-node' }),
      node('answer', 'respond', {
        status: 201,
        headers: { 'x-id': '{{ trigger.body.id }}' },
        body: { hello: '{{ trigger.body.name }}' },
      }),
      node('later', 'delay', { ms: 60_000 }),
    );
    await publishWorkflow(app, 'Answering', graph);
    const answer = await app.request('POST', '/hooks/asked', { id: 7, name: 'Ada' });
    expect(answer).toMatchObject({ status: 201, body: { hello: 'Ada' } });
    expect(answer.headers.get('x-id')).toBe('7');
    expect(answer.headers.get('content-security-policy')).toBe('sandbox');
  });

  it('a webhook whose run answers nothing says so', async () => {
    await publishWorkflow(app, 'Silent', chain(webhook('silent', { respond: 'respond-node' }), node('end', 'set')));
    expect((await app.request('POST', '/hooks/silent', {})).status).toBe(204);
  });
});
