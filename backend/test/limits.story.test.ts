import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventDetail, Graph, Run, Workflow, WorkflowSettings } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase } from './support/database.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import { until } from './support/until.js';
import {
  chain,
  expectStatus,
  getRun,
  node,
  publishEvent,
  runByHand,
  stepOf,
  waitForRun,
  waitForRunsOf,
} from './support/workflows.js';

interface Call {
  key: string;
  n: number;
  from: number;
  to: number;
}

let app: TestApp;
let sink: Sink;
let calls: Call[];
/** How long the sink takes to answer; milliseconds. */
let answerMs: number;

beforeAll(async () => {
  sink = await startSink(({ body }, response) => {
    const { key, n } = JSON.parse(body) as { key: string; n: number };
    const call = { key, n, from: Date.now(), to: Infinity };
    calls.push(call);
    setTimeout(() => {
      call.to = Date.now();
      sendJson(response, 200, {});
    }, answerMs);
  });
  app = await startTestApp();
});
beforeEach(() => {
  calls = [];
  answerMs = 100;
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

async function publish(name: string, graph: Graph, settings: WorkflowSettings): Promise<string> {
  const { id } = expectStatus(await app.api<Workflow>('POST', '/workflows', { name, graph, settings }), 201);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  return id;
}

/** Calls the sink with what the event says. */
const calling = (type: string) =>
  chain(
    node('on', 'event', { type }),
    node('call', 'http-request', {
      method: 'POST',
      url: sink.url,
      body: { key: '{{ trigger.key }}', n: '{{ trigger.n }}' },
    }),
  );
const noting = (type: string) =>
  chain(node('on', 'event', { type }), node('got', 'set', { values: { got: '{{ trigger }}' } }));

async function emit(type: string, ...data: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (const one of data) ids.push(await publishEvent(app, { type, data: one }));
  return ids;
}

async function deliveryOf(eventId: string): Promise<EventDetail['deliveries'][number] | undefined> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200).deliveries[0];
}

async function runsOf(workflowId: string): Promise<Run[]> {
  const { items } = expectStatus(
    await app.api<{ items: Run[] }>('GET', `/runs?workflowId=${workflowId}&limit=200`),
    200,
  );
  return items;
}

const overlap = (a: Call, b: Call) => a.from < b.to && b.from < a.to;
const overlapping = () =>
  calls.flatMap((a, at) =>
    calls
      .slice(at + 1)
      .filter((b) => overlap(a, b))
      .map((b) => [a, b] as const),
  );

describe('a limit of how many runs are under way', () => {
  it('lets those of one key follow one another in order, and those of others run beside them', async () => {
    const id = await publish('Keyed', calling('keyed.came'), { concurrency: { limit: 1, key: '{{ trigger.key }}' } });
    const keys = ['a', 'b', 'c'];
    const events = keys.flatMap((key) => Array.from({ length: 6 }, (_, n) => ({ key, n })));
    await emit('keyed.came', ...events);
    const runs = await waitForRunsOf(app, id, 18);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['succeeded']));
    expect(overlapping().filter(([a, b]) => a.key === b.key)).toEqual([]);
    expect(overlapping()).not.toEqual([]);
    for (const key of keys)
      expect(calls.filter((call) => call.key === key).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('fills as many places as there are', async () => {
    answerMs = 500;
    const id = await publish('Three', calling('three.came'), { concurrency: { limit: 3 } });
    await emit('three.came', ...Array.from({ length: 12 }, (_, n) => ({ key: '', n })));
    await waitForRunsOf(app, id, 12);
    const most = Math.max(
      ...calls.map((call) => calls.filter((other) => other.from <= call.from && call.from < other.to).length),
    );
    expect(most).toBe(3);
  });

  it('counts runs by hand and retries, and a run that waits for an attempt keeps its place', async () => {
    const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 600 };
    const graph = chain(
      node('hand', 'manual'),
      node('try', 'code', { code: 'if (run.attempt > 0) throw new Error("later")' }, { retry }),
    );
    const id = await publish('By hand', graph, { concurrency: { limit: 1 } });
    const first = await runByHand(app, id);
    await until('the first waits for its attempt', async () => (await getRun(app, first)).status === 'waiting');
    const second = await runByHand(app, id);
    const waiting = await until('the second says why it waits', async () => {
      const run = await getRun(app, second);
      return run.waitingFor[0]?.heldBy && run;
    });
    expect(waiting).toMatchObject({
      status: 'queued',
      waitingFor: [{ type: 'concurrency', key: '', heldBy: [first] }],
    });
    const ended = await waitForRun(app, first);
    const retried = expectStatus(await app.api<{ runId: string }>('POST', `/runs/${first}/retry`), 202).runId;
    expect((await waitForRun(app, second)).startedAt! >= ended.finishedAt!).toBe(true);
    expect((await waitForRun(app, retried)).startedAt! >= (await getRun(app, second)).finishedAt!).toBe(true);
  });
});

describe('a limit of how many runs begin in a time', () => {
  it('lets five begin in a second, oldest first', async () => {
    const limits = { throttle: { limit: 5, periodMs: 1000 } };
    const id = await publish('Slow', noting('slow.came'), limits);
    await emit('slow.came', ...Array.from({ length: 14 }, (_, n) => ({ n })));
    const runs = await waitForRunsOf(app, id, 14);
    const starts = runs.map(({ startedAt }) => Date.parse(startedAt ?? ''));
    // The turn of a run came after it did, so five later there is a second, ten later there are two between them.
    const since = (at: number, before: number) => (starts[at] ?? 0) - Date.parse(runs[at - before]?.createdAt ?? '');
    for (let at = 5; at < 14; at += 1) expect(since(at, 5)).toBeGreaterThanOrEqual(1000);
    for (let at = 10; at < 14; at += 1) expect(since(at, 10)).toBeGreaterThanOrEqual(2000);
    expect(since(13, 13)).toBeLessThan(15_000);
  });
});

describe('events that are debounced', () => {
  it('start one run for the last of those that follow one another, by key', async () => {
    const id = await publish('Calm', noting('calm.came'), { debounce: { waitMs: 1500, key: '{{ trigger.key }}' } });
    const ids = await emit('calm.came', { key: 'a', n: 1 }, { key: 'b', n: 2 }, { key: 'a', n: 3 }, { key: 'a', n: 4 });
    expect(await deliveryOf(ids[0] ?? '')).toMatchObject({ outcome: 'held' });
    const runs = await waitForRunsOf(app, id, 4);
    expect(runs.map(({ status }) => status)).toEqual(['cancelled', 'succeeded', 'cancelled', 'succeeded']);
    expect(runs.flatMap((run) => (run.status === 'succeeded' ? [stepOf(run, 'got').output] : []))).toEqual([
      { got: { key: 'b', n: 2 } },
      { got: { key: 'a', n: 4 } },
    ]);
    expect(runs[0]?.error).toMatchObject({ code: 'DEBOUNCED', details: { runId: runs[2]?.id } });
    expect(await deliveryOf(ids[0] ?? '')).toMatchObject({
      outcome: 'deduplicated',
      reason: expect.stringContaining(runs[2]?.id ?? '') as string,
    });
    expect(await deliveryOf(ids[3] ?? '')).toMatchObject({ outcome: 'run', runId: runs[3]?.id });
    await emit('calm.came', { key: 'a', n: 5 });
    expect((await waitForRunsOf(app, id, 5)).at(-1)?.status).toBe('succeeded');
  });
});

describe('events that are gathered', () => {
  const batchesOf = async (workflowId: string) =>
    (await runsOf(workflowId)).filter(({ status }) => status === 'succeeded').toReversed();

  it('start one run with the list of them when there are enough, or when the time is over', async () => {
    const id = await publish('Gathered', noting('gathered.came'), { batch: { size: 4, waitMs: 2500 } });
    const ids = await emit('gathered.came', ...[1, 2, 3, 4, 5, 6].map((n) => ({ n })));
    const batches = await until('two batches', async () => {
      const found = await batchesOf(id);
      return found.length === 2 && found;
    });
    const outputs = await Promise.all(batches.map(async (run) => stepOf(await getRun(app, run.id), 'got').output));
    expect(outputs).toEqual([{ got: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] }, { got: [{ n: 5 }, { n: 6 }] }]);
    expect(await deliveryOf(ids[1] ?? '')).toMatchObject({
      outcome: 'run',
      reason: `batched into run ${batches[0]?.id}`,
      runId: batches[0]?.id,
    });
    const parts = (await runsOf(id)).filter(({ status }) => status === 'cancelled');
    expect(parts.map(({ error }) => error?.code)).toEqual(Array.from({ length: 6 }, () => 'BATCHED'));
    expect((await deliveryOf(batches[0]?.eventId ?? ''))?.runId).toBe(batches[0]?.id);
  });

  it('wait for their turn as one where the runs are limited too', async () => {
    const settings = { batch: { size: 2, waitMs: 5000, key: '{{ trigger.key }}' }, concurrency: { limit: 1 } };
    const id = await publish('Both', noting('both.came'), settings);
    await emit('both.came', { key: 'a', n: 1 }, { key: 'b', n: 2 }, { key: 'b', n: 3 }, { key: 'a', n: 4 });
    const batches = await until('two batches', async () => {
      const found = await batchesOf(id);
      return found.length === 2 && found;
    });
    const outputs = await Promise.all(batches.map(async (run) => stepOf(await getRun(app, run.id), 'got').output));
    expect(outputs).toContainEqual({
      got: [
        { key: 'a', n: 1 },
        { key: 'a', n: 4 },
      ],
    });
    expect(outputs).toContainEqual({
      got: [
        { key: 'b', n: 2 },
        { key: 'b', n: 3 },
      ],
    });
  });
});

describe('limits of a workflow that is paused', () => {
  it('apply to what was held, when it is resumed', async () => {
    const id = await publish('Later limited', calling('later.came'), {});
    expectStatus(await app.api('POST', `/workflows/${id}/pause`), 200);
    await emit('later.came', ...Array.from({ length: 8 }, (_, n) => ({ key: '', n })));
    const settings = { concurrency: { limit: 1 } };
    expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, settings }), 200);
    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    expectStatus(await app.api('POST', `/workflows/${id}/resume`), 200);
    await waitForRunsOf(app, id, 8);
    expect(calls.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(overlapping()).toEqual([]);
  });
});

describe('the place of a run', () => {
  it('is free although nobody could say so when the run ended', async () => {
    const id = await publish('Leaking', calling('leaking.came'), { concurrency: { limit: 1 } });
    answerMs = 60_000;
    await emit('leaking.came', { key: '', n: 1 }, { key: '', n: 2 });
    await until('the first call', () => calls.length === 1);
    const [second, first] = await runsOf(id);
    // As if the process had died between the end of the run and all that follows.
    await app.database.query(
      `update run set status = 'failed', finished_at = now(), wake_at = null, lease_epoch = 9 where id = $1`,
      [first?.id],
    );
    answerMs = 10;
    expect((await waitForRun(app, second?.id ?? '')).status).toBe('succeeded');
  });

  it('is kept over a restart by a run that goes on, and taken over when that ends', async () => {
    const database = await createTestDatabase();
    const before = await startTestApp({ database });
    const { id } = expectStatus(
      await before.api<Workflow>('POST', '/workflows', {
        name: 'Restarted',
        graph: calling('restarted.came'),
        settings: { concurrency: { limit: 1 } },
      }),
      201,
    );
    expectStatus(await before.api('POST', `/workflows/${id}/publish`), 200);
    answerMs = 60_000;
    for (const n of [1, 2, 3]) await publishEvent(before, { type: 'restarted.came', data: { key: '', n } });
    await until('the first call', () => calls.length === 1);
    await before.close();
    answerMs = 50;
    const after = await startTestApp({ database });
    const runs = await waitForRunsOf(after, id, 3);
    expect(runs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const again = calls.slice(1);
    expect(again.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(again.filter((call, at) => again.slice(at + 1).some((other) => overlap(call, other)))).toEqual([]);
    await after.close();
    await database.drop();
  });
});
