import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeadLetter, Graph, Page, RunSummary } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { doJob, resultsOf } from './support/jobs.js';
import { until } from './support/until.js';
import {
  chain,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  waitForRun,
  waitForRunsOf,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const HEAL_KEY = 'healed';

/** Fails for odd numbers until somebody heals it. */
function odd(type: string): Graph {
  const code = "if (trigger.n % 2 === 1 && input.value !== true) throw new Error('odd'); return trigger.n;";
  return chain(
    node('heard', 'event', { type }),
    node('healed', 'key-value', { operation: 'get', key: `${HEAL_KEY} ${type}` }),
    node('work', 'code', { code }),
  );
}

function waits(type: string): Graph {
  return chain(node('heard', 'event', { type }), node('wait', 'approval', { message: 'Go on?' }));
}

async function publishMany(type: string, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, (_, n) => ({ type, data: { n } }));
  return expectStatus(await app.api<{ ids: string[] }>('POST', '/events', events), 202).ids;
}

async function runsOf(workflowId: string, query = ''): Promise<RunSummary[]> {
  const path = `/runs?workflowId=${workflowId}&limit=200${query}`;
  return expectStatus(await app.api<Page<RunSummary>>('GET', path), 200).items.toReversed();
}

async function heal(type: string): Promise<void> {
  const set = node('set', 'key-value', { operation: 'set', key: `${HEAL_KEY} ${type}`, value: true });
  const id = await publishWorkflow(app, `Heal ${type}`, chain(node('heard', 'event', { type: `heal.${type}` }), set));
  await publishEvent(app, { type: `heal.${type}` });
  await waitForRunsOf(app, id, 1);
}

describe('runs in bulk', () => {
  it('are retried, all that match, each with its result', async () => {
    const workflowId = await publishWorkflow(app, 'Odd', odd('bulk.odd'));
    await publishMany('bulk.odd', 8);
    const failed = (await waitForRunsOf(app, workflowId, 8)).filter(({ status }) => status === 'failed');
    expect(failed).toHaveLength(4);
    await heal('bulk.odd');
    const job = await doJob(app, '/runs/bulk', {
      action: 'retry',
      filter: { workflowId, status: 'failed' },
      from: 'start',
    });
    expect(job).toMatchObject({
      kind: 'retry-runs',
      title: 'Retry failed runs',
      status: 'succeeded',
      total: 4,
      done: 4,
      failed: 0,
    });
    const results = await resultsOf(app, job.id);
    expect(results.map(({ itemId, ok }) => [itemId, ok])).toEqual(failed.map(({ id }) => [id, true]).toReversed());
    for (const { itemId, runId = '' } of results)
      expect(await waitForRun(app, runId)).toMatchObject({ status: 'succeeded', retryOf: itemId, attempt: 2 });

    // What was made up for already is not run yet another time.
    const again = await doJob(app, '/runs/bulk', { action: 'retry', filter: { workflowId, status: 'failed' } });
    expect(again).toMatchObject({ status: 'succeeded', done: 4, failed: 4 });
    expect((await resultsOf(app, again.id))[0]).toMatchObject({
      ok: false,
      detail: `It was retried already, by run ${results[0]?.runId}.`,
    });
    expect(await runsOf(workflowId)).toHaveLength(12);
  });

  it('are retried if they can be, and the others are told of', async () => {
    const workflowId = await publishWorkflow(app, 'Some', odd('bulk.some'));
    await publishMany('bulk.some', 2);
    const [even, failed] = await waitForRunsOf(app, workflowId, 2);
    const ids = [even?.id, failed?.id, crypto.randomUUID(), 'x'];
    const job = await doJob(app, '/runs/bulk', { action: 'retry', filter: { ids } });
    expect(job).toMatchObject({ title: 'Retry 4 runs', status: 'succeeded', total: 2, done: 2, failed: 1 });
    expect(await resultsOf(app, job.id)).toMatchObject([
      { itemId: failed?.id, ok: true },
      { itemId: even?.id, ok: false, detail: 'No step of this run has failed.' },
    ]);
  });

  it('are cancelled, whether they wait or were not begun; those that have ended are left alone', async () => {
    const workflowId = await publishWorkflow(app, 'Waiting', waits('bulk.wait'));
    const heldId = await publishWorkflow(app, 'Held', waits('bulk.wait'));
    const otherId = await publishWorkflow(app, 'Not meant', waits('bulk.wait'));
    expectStatus(await app.api('POST', `/workflows/${heldId}/pause`), 200);
    const eventIds = await publishMany('bulk.wait', 3);
    for (const id of [workflowId, otherId])
      await until('all wait', async () => (await runsOf(id, '&status=waiting')).length === 3);
    const cancel = (filter: object) => doJob(app, '/runs/bulk', { action: 'cancel', filter });
    expect(await cancel({ workflowId, eventId: eventIds[0] })).toMatchObject({ total: 1, done: 1, failed: 0 });
    expect(await cancel({ workflowId })).toMatchObject({ title: 'Cancel all runs', total: 2, done: 2, failed: 0 });
    expect(await cancel({ workflowId: heldId, status: 'queued' })).toMatchObject({ total: 3, failed: 0 });
    for (const id of [workflowId, heldId])
      expect((await runsOf(id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await runsOf(otherId, '&status=waiting')).toHaveLength(3);
    const [ended] = await runsOf(workflowId);
    const named = await cancel({ ids: [ended?.id] });
    expect(named).toMatchObject({ done: 1, failed: 1 });
    expect(await resultsOf(app, named.id)).toEqual([
      { itemId: ended?.id, ok: false, detail: 'The run has ended already.' },
    ]);
  });

  it('that are none make a job that is done at once; a filter that does not fit is refused', async () => {
    const none = await doJob(app, '/runs/bulk', { action: 'retry', filter: { workflowId: crypto.randomUUID() } });
    expect(none).toMatchObject({ status: 'succeeded', total: 0, done: 0 });
    expect(await doJob(app, '/runs/bulk', { action: 'cancel', filter: { workflowId: 'x' } })).toMatchObject({
      done: 0,
    });
    const wrong = await app.api<ProblemBody>('POST', '/runs/bulk', { action: 'stop', filter: {} });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', pointer: '/action' } });
  });
});

describe('dead letters in bulk', () => {
  it('are discarded or replayed, all that are open and match', async () => {
    const workflowId = await publishWorkflow(app, 'Letters', odd('bulk.letter.a'));
    const otherId = await publishWorkflow(app, 'Other letters', odd('bulk.letter.b'));
    await Promise.all([publishMany('bulk.letter.a', 8), publishMany('bulk.letter.b', 2)]);
    const open = async (id: string) =>
      expectStatus(await app.api<Page<DeadLetter>>('GET', `/dead-letters?workflowId=${id}`), 200).items;
    await until('the letters', async () => (await open(workflowId)).length === 4 && (await open(otherId)).length === 1);
    const [newest] = await open(workflowId);
    const deal = (action: string, filter: object) => doJob(app, '/dead-letters/bulk', { action, filter });
    expect(await deal('discard', { ids: [newest?.id] })).toMatchObject({
      kind: 'discard-dead-letters',
      status: 'succeeded',
      total: 1,
      done: 1,
    });
    await heal('bulk.letter.a');
    const job = await deal('replay', { type: 'bulk.letter.a' });
    expect(job).toMatchObject({ kind: 'replay-dead-letters', status: 'succeeded', total: 3, done: 3, failed: 0 });
    for (const { ok, runId = '' } of await resultsOf(app, job.id)) {
      expect(ok).toBe(true);
      expect(await waitForRun(app, runId)).toMatchObject({ status: 'succeeded', replayId: job.id });
    }
    expect(await open(workflowId)).toEqual([]);
    expect(await open(otherId)).toHaveLength(1);
    expect(await deal('discard', { from: new Date(Date.now() + 60_000).toISOString() })).toMatchObject({ done: 0 });
  });
});
