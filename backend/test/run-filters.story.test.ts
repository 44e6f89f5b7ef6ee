import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Page, Run, RunStats, RunSummary, WorkflowSettings } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';
import {
  callHook,
  chain,
  createWorkflow,
  expectStatus,
  node,
  publishEvent,
  runByHand,
  waitForRun,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function publish(name: string, graph: Graph, settings: WorkflowSettings = {}): Promise<string> {
  const { id, revision } = await createWorkflow(app, name, graph);
  expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: revision, settings }), 200);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  return id;
}

async function list(filter: Record<string, string | number>): Promise<RunSummary[]> {
  return (await page(filter)).items;
}

async function page(filter: Record<string, string | number>): Promise<Page<RunSummary>> {
  const query = new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return expectStatus(await app.api<Page<RunSummary>>('GET', `/runs?${query}`), 200);
}

async function ids(filter: Record<string, string | number>): Promise<string[]> {
  return (await list(filter)).map(({ id }) => id);
}

const order = (path: string): Graph =>
  chain(
    { ...webhook(path), label: 'New order' },
    node('work', 'code', { code: "if (trigger.body.bad) throw new Error('crate is broken'); return 1;" }),
  );

describe('the list of runs', () => {
  it('is filtered by state, also by several', async () => {
    const workflowId = await publish('States', order('states'));
    await callHook(app, 'states', { bad: true });
    await callHook(app, 'states', {});
    const held = await publish('Held', chain(webhook('held'), node('ask', 'approval', { message: 'Go?' })));
    const { runId } = await callHook(app, 'held', {});
    const [failed, succeeded] = await waitForRunsOf(app, workflowId, 2);
    expect(await ids({ workflowId, status: 'failed' })).toEqual([failed?.id]);
    expect(await ids({ workflowId, status: 'failed,succeeded' })).toEqual([succeeded?.id, failed?.id]);
    await until('it waits', async () => (await ids({ workflowId: held, status: 'waiting' })).length === 1);
    expect(await ids({ status: 'waiting,failed' })).toEqual([runId, failed?.id]);
    const refused = await app.api<ProblemBody>('GET', '/runs?status=failed,odd');
    expect(refused).toMatchObject({ status: 422, body: { pointer: '/status' } });
  });

  it('is filtered by event, time, version, trigger, topic, duration and tag', async () => {
    const graph: Graph = {
      nodes: [webhook('many'), node('heard', 'event', { type: 'many.heard' }), node('wait', 'delay', { ms: 300 })],
      edges: [{ id: 'e', source: 'heard', target: 'wait' }],
    };
    const workflowId = await publish('Many', graph, { tags: ['blue', 'say "hi"'] });
    const hook = await callHook(app, 'many', {});
    await waitForRun(app, hook.runId);
    const between = new Date().toISOString();
    expectStatus(await app.api('POST', `/workflows/${workflowId}/publish`), 200);
    const eventId = await publishEvent(app, { type: 'many.heard' });
    const [, heard] = await waitForRunsOf(app, workflowId, 2);
    const first = [hook.runId];
    const second = [heard?.id];
    expect(await ids({ eventId })).toEqual(second);
    expect(await ids({ workflowId, from: between })).toEqual(second);
    expect(await ids({ workflowId, to: between })).toEqual(first);
    expect(await ids({ workflowId, from: between, to: between })).toEqual([]);
    const version = heard?.workflowVersion ?? 0;
    expect(await ids({ workflowId, version })).toContain(heard?.id);
    expect(await ids({ workflowId, version: version + 1 })).toEqual([]);
    expect(await ids({ workflowId, trigger: 'hook' })).toEqual(first);
    expect(await ids({ workflowId, trigger: 'heard' })).toEqual(second);
    expect(await ids({ topic: 'many.heard' })).toEqual(second);
    expect(await ids({ workflowId, minDurationMs: 250 })).toEqual(second);
    expect(await ids({ tag: 'blue' })).toEqual([...second, ...first]);
    expect(await ids({ tag: 'say "hi"', trigger: 'hook' })).toEqual(first);
    expect(await ids({ tag: 'lue' })).toEqual([]);
  });

  it('tells the label of the trigger', async () => {
    const workflowId = await publish('Labels', order('labels'));
    await callHook(app, 'labels', {});
    expect((await list({ workflowId }))[0]).toMatchObject({ trigger: 'hook', triggerLabel: 'New order' });
  });

  it('is paged under a filter', async () => {
    const workflowId = await publish('Pages', order('pages'));
    for (let n = 0; n < 12; n += 1) await callHook(app, 'pages', { bad: n % 2 === 0 });
    await waitForRunsOf(app, workflowId, 12);
    const all = await ids({ workflowId, status: 'failed', trigger: 'hook' });
    expect(all).toHaveLength(6);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const filter = { workflowId, status: 'failed', trigger: 'hook', limit: 4, ...(cursor && { cursor }) };
      const { items, nextCursor }: Page<RunSummary> = await page(filter);
      paged.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    }
    expect(paged).toEqual(all);
  });
});

describe('a search', () => {
  const searchKeys = [
    { name: 'order.id', pointer: '/body/id' },
    { name: 'paid', pointer: '/body/paid' },
    { name: 'city', pointer: '/body/to/city' },
  ];

  it('finds runs by what their workflow declares', async () => {
    const workflowId = await publish('Keys', order('keys'), { searchKeys });
    const first = await callHook(app, 'keys', { id: 17, paid: true, to: { city: 'New "York"' } });
    const second = await callHook(app, 'keys', { id: '18', paid: true, to: { city: ['no'] } });
    await waitForRunsOf(app, workflowId, 2);
    expect(await ids({ q: 'order.id = "17"' })).toEqual([first.runId]);
    expect(await ids({ q: 'order.id = 18' })).toEqual([second.runId]);
    expect(await ids({ q: 'paid = true', workflowId })).toEqual([second.runId, first.runId]);
    expect(await ids({ q: 'paid = true and order.id = 17' })).toEqual([first.runId]);
    expect(await ids({ q: 'city = "New \\"York\\""' })).toEqual([first.runId]);
    expect(await ids({ q: 'paid = true and "no such name"' })).toEqual([]);
    expect(await ids({ q: 'order.id = 1' })).toEqual([]);
    const [shown] = await list({ q: 'order.id = 17' });
    expect(shown?.keys).toEqual({ 'order.id': '17', paid: 'true', city: 'New "York"' });
    const detail = expectStatus(await app.api<Run>('GET', `/runs/${second.runId}`), 200);
    expect(detail.keys).toEqual({ 'order.id': '18', paid: 'true' });
  });

  it('finds runs that wait, and that were run again', async () => {
    const graph = chain(webhook('keep'), node('ask', 'approval', { message: 'Go?' }));
    const workflowId = await publish('Keep', graph, { searchKeys });
    const { runId } = await callHook(app, 'keep', { id: 'k1' });
    await until('it waits', async () => (await ids({ workflowId, status: 'waiting' })).length === 1);
    expect(await ids({ q: 'order.id = k1', status: 'waiting' })).toEqual([runId]);
    expectStatus(await app.api('POST', `/runs/${runId}/cancel`), 200, 202);
    await waitForRun(app, runId);
    expectStatus(await app.api('POST', `/runs/${runId}/retry`, { from: 'start' }), 202);
    await until('both are found', async () => (await ids({ q: 'order.id = k1' })).length === 2);
  });

  it('finds what is kept of runs by hand, too', async () => {
    const workflowId = await publish('By hand', chain(node('start', 'manual')), {
      searchKeys: [{ name: 'n', pointer: '/n' }],
    });
    const runId = await runByHand(app, workflowId, { payload: { n: 'hand' } });
    await waitForRun(app, runId);
    expect(await ids({ q: 'n = hand' })).toEqual([runId]);
  });

  it('finds plain texts: of the name, of the error, and of the id', async () => {
    const workflowId = await publish('Parcels to Ely', order('parcels'));
    const { runId } = await callHook(app, 'parcels', { bad: true });
    await waitForRun(app, runId);
    expect(await ids({ q: 'arcels to ely' })).toEqual([runId]);
    expect(await ids({ q: 'crate is broken', workflowId })).toEqual([runId]);
    expect(await ids({ q: runId })).toEqual([runId]);
    expect(await ids({ q: runId.slice(0, 20).toUpperCase() })).toContain(runId);
    expect(await ids({ q: runId.slice(-8) })).toEqual([runId]);
    expect(await ids({ q: '100%', workflowId })).toEqual([]);
  });

  it('is refused with a hint if it cannot be read, also for what is done in bulk', async () => {
    const refusal = { status: 400, body: { code: 'REQUEST_INVALID', pointer: '/q' } };
    const q = 'order.id = ';
    const asked = await app.api<ProblemBody>('GET', `/runs?q=${encodeURIComponent(q)}`);
    expect(asked).toMatchObject(refusal);
    expect(asked.body).toMatchObject({ detail: 'The value of "order.id" is missing.' });
    expect(asked.body.hint).toContain('name = "value"');
    expect(await app.api('GET', `/runs/stats?q=${encodeURIComponent('a = "b')}`)).toMatchObject(refusal);
    expect(await app.api('POST', '/runs/bulk', { action: 'cancel', filter: { q } })).toMatchObject(refusal);
  });

  it('has keys that are checked', async () => {
    const { id, revision } = await createWorkflow(app, 'Checked', chain(node('start', 'manual')));
    const save = (keys: object[]) =>
      app.api<{ problems: { pointer?: string }[] } & ProblemBody>('PATCH', `/workflows/${id}`, {
        baseRevision: revision,
        settings: { searchKeys: keys },
      });
    expect(await save([{ name: '1', pointer: '/a' }])).toMatchObject({ status: 422 });
    expect(await save([{ name: 'a', pointer: 'a' }])).toMatchObject({ status: 422 });
    const twice = expectStatus(
      await save([
        { name: 'a', pointer: '/a' },
        { name: 'a', pointer: '/b' },
      ]),
      200,
    );
    expect(twice.problems.map(({ pointer }) => pointer)).toContain('/settings/searchKeys/1/name');
  });
});

describe('the figures of runs', () => {
  it('are counted in buckets, under the same filters', async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const workflowId = await publish('Figures', order('figures'));
    for (const bad of [true, false, false]) await callHook(app, 'figures', { bad });
    await waitForRunsOf(app, workflowId, 3);
    const to = new Date(Date.now() + 60_000).toISOString();
    const path = `/runs/stats?workflowId=${workflowId}&from=${from}&to=${to}&buckets=4`;
    const stats = expectStatus(await app.api<RunStats>('GET', path), 200);
    expect(stats.buckets).toHaveLength(4);
    expect(stats.from).toBe(from);
    const sum = (status: 'failed' | 'succeeded') =>
      stats.buckets.reduce((total, { counts }) => total + (counts[status] ?? 0), 0);
    expect([sum('failed'), sum('succeeded')]).toEqual([1, 2]);
    expect(stats.buckets.some(({ p50, p95 }) => p50 !== null && p95 !== null && p95 >= p50)).toBe(true);
    expect(stats.versions).toMatchObject([{ number: 1 }]);
    expect(stats.completeSince).toBeUndefined();
    const failed = expectStatus(await app.api<RunStats>('GET', `${path}&status=failed`), 200);
    expect(failed.buckets.flatMap(({ counts }) => Object.entries(counts))).toEqual([['failed', 1]]);
  });
});
