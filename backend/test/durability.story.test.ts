import { Redis } from 'ioredis';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import { until } from './support/until.js';
import {
  callHook,
  chain,
  getRun,
  node,
  publishWorkflow,
  statesOf,
  stepOf,
  waitForRun,
  webhook,
} from './support/workflows.js';

describe('what is kept when processes come and go', () => {
  let database: TestDatabase;
  let apps: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase();
    apps = [];
  });

  afterEach(async () => {
    for (const app of apps) await app.close();
    await database.drop();
  });

  async function start(role: 'all' | 'api' | 'worker' = 'all'): Promise<TestApp> {
    const app = await startTestApp({ database, env: { EVENTLOOM_ROLE: role } });
    apps.push(app);
    return app;
  }

  async function stop(app: TestApp): Promise<void> {
    apps = apps.filter((one) => one !== app);
    await app.close();
  }

  /** Forgets every job: what a crash, or a FLUSHALL, may do to the queue. */
  async function emptyQueue(): Promise<void> {
    if (database.redisUrl) {
      const redis = new Redis(database.redisUrl);
      await redis.flushdb();
      redis.disconnect();
      return;
    }
    const tables = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename like '%job%'`,
    );
    expect(tables).not.toEqual([]);
    await database.query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`);
  }

  it('shows the same workflows, runs and webhooks after a restart', async () => {
    const first = await start();
    const workflowId = await publishWorkflow(
      first,
      'Kept',
      chain(webhook('kept'), node('made', 'set', { values: { x: 1 } })),
    );
    const { runId } = await callHook(first, 'kept', { n: 1 });
    const before = await waitForRun(first, runId);
    await stop(first);

    const second = await start();
    expect(await getRun(second, runId)).toEqual(before);
    expect((await second.api('GET', `/workflows/${workflowId}`)).body).toMatchObject({
      name: 'Kept',
      status: 'published',
    });
    const next = await callHook(second, 'kept', { n: 2 });
    expect((await waitForRun(second, next.runId)).status).toBe('succeeded');
  });

  it('works off later what was accepted while no worker ran', async () => {
    const api = await start('api');
    await publishWorkflow(
      api,
      'Later',
      chain(webhook('later'), node('made', 'set', { values: { x: '{{ trigger.body.n }}' } })),
    );
    const accepted = await Promise.all(Array.from({ length: 20 }, (_, n) => callHook(api, 'later', { n })));
    expect((await getRun(api, accepted[0]?.runId ?? '')).status).toBe('queued');

    await start('worker');
    const runs = await Promise.all(accepted.map(({ runId }) => waitForRun(api, runId)));
    expect(runs.map((run) => stepOf(run, 'made').output)).toEqual(Array.from({ length: 20 }, (_, n) => ({ x: n })));
  });

  it('answers with the last output although another process works the run off', async () => {
    const api = await start('api');
    await start('worker');
    await publishWorkflow(
      api,
      'Asked',
      chain(
        webhook('asked', { respond: 'last-node' }),
        node('made', 'set', { values: { twice: '{{ trigger.body.n * 2 }}' } }),
      ),
    );
    const answer = await api.request('POST', '/hooks/asked', { n: 21 });
    expect(answer).toMatchObject({ status: 200, body: { twice: 42 } });
  });

  it('finds the runs whose wake-ups were lost with the queue', async () => {
    const api = await start('api');
    await publishWorkflow(api, 'Lost', chain(webhook('lost'), node('made', 'set', { values: { x: 1 } })));
    const accepted = await Promise.all(Array.from({ length: 5 }, () => callHook(api, 'lost', {})));
    await emptyQueue();
    await database.query(`update run set wake_at = now() where status = 'queued'`);

    await start('worker');
    const runs = await Promise.all(accepted.map(({ runId }) => waitForRun(api, runId)));
    expect(runs.map(({ status }) => status)).toEqual(accepted.map(() => 'succeeded'));
  });

  it('goes on with a run that waits for its next attempt although every process was stopped meanwhile', async () => {
    let isOpen = false;
    const shop = await startSink((_request, response) => sendJson(response, isOpen ? 200 : 503, { isOpen }));
    const first = await start();
    const retry = { attempts: 3, backoff: 'fixed' as const, delayMs: 1000 };
    await publishWorkflow(
      first,
      'Patient',
      chain(
        webhook('patient'),
        node('made', 'set', { values: { x: 1 } }),
        node('call', 'http-request', { url: shop.url }, { retry }),
      ),
    );
    const { runId } = await callHook(first, 'patient', {});
    await until('the run waits', async () => (await getRun(first, runId)).status === 'waiting');
    await stop(first);
    isOpen = true;

    const second = await start();
    const run = await waitForRun(second, runId);
    expect(run.status).toBe('succeeded');
    expect(stepOf(run, 'call').attempts).toMatchObject([{ number: 1, error: { code: 'HTTP_STATUS' } }, { number: 2 }]);
    expect(shop.requests).toHaveLength(2);
    await shop.close();
  });

  describe('a worker that lost its lease in the middle of a call', () => {
    let sink: Sink;
    let hanging: ServerResponse[];

    beforeEach(async () => {
      hanging = [];
      sink = await startSink((_request, response) => {
        if (hanging.length === 0) hanging.push(response);
        else sendJson(response, 200, { by: 'the second' });
      });
    });

    afterEach(async () => {
      await sink.close();
    });

    it('cannot write any more: the run is what its next owner made of it', async () => {
      const app = await start();
      await publishWorkflow(
        app,
        'Fenced',
        chain(
          webhook('fenced'),
          node('call', 'http-request', { url: sink.url, method: 'POST' }),
          node('after', 'set', { values: { got: '{{ input.body.by }}' } }),
        ),
      );
      const { runId } = await callHook(app, 'fenced', {});
      await until('the first call', () => hanging.length === 1);
      await database.query(`update run set wake_at = now() - interval '1 minute' where id = $1`, [runId]);

      const run = await waitForRun(app, runId);
      expect(statesOf(run)).toEqual({ hook: 'succeeded', call: 'succeeded', after: 'succeeded' });
      expect(stepOf(run, 'call').attempts).toMatchObject([
        { number: 1, error: { code: 'ATTEMPT_INTERRUPTED' } },
        { number: 2 },
      ]);
      const keys = sink.requests.map(({ headers }) => headers['idempotency-key']);
      expect(keys).toEqual([`${runId}:call:0`, `${runId}:call:0`]);

      const late = hanging[0];
      if (late) sendJson(late, 200, { by: 'the first, too late' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await getRun(app, runId)).toEqual(run);
      expect(stepOf(run, 'after').output).toEqual({ got: 'the second' });
    });
  });
});
