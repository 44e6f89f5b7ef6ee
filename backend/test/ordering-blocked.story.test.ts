import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Run, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  deliveryOf,
  emit,
  ended,
  numbered,
  overlapping,
  runOf,
  startOrderedCalls,
  type OrderedCalls,
} from './support/ordered-calls.js';
import { until } from './support/until.js';
import { chain, expectStatus, getRun, node, publishWorkflow, runByHand, waitForRun } from './support/workflows.js';

let app: TestApp;
let world: OrderedCalls;

beforeAll(async () => {
  world = await startOrderedCalls();
  app = await startTestApp();
});
beforeEach(() => world.reset());
afterAll(async () => {
  await app.close();
  await world.close();
});

const numbers = (runs: readonly { n: number }[]) => runs.map(({ n }) => n);

async function retry(runId: string): Promise<string> {
  return expectStatus(await app.api<{ runId: string }>('POST', `/runs/${runId}/retry`), 202).runId;
}

async function cancel(runId: string): Promise<void> {
  expectStatus(await app.api('POST', `/runs/${runId}/cancel`), 202);
}

/** Events 0 to `count`, of which the first fails for good; its run, once it has. */
async function failFirst(type: string, count: number): Promise<{ ids: string[]; failed: Run }> {
  world.answer = ({ n }) => (n === 0 ? 500 : 200);
  const ids = await emit(app, type, numbered('a', count));
  const failed = await waitForRun(app, (await runOf(app, ids[0])).id);
  expect(failed.status).toBe('failed');
  return { ids, failed };
}

describe('a run that fails for good under an ordering key', () => {
  it('stands in the way of those behind it until a retry of it succeeds', async () => {
    const id = await world.publish(app, 'block.came');
    const { ids, failed } = await failFirst('block.came', 3);
    const [other] = await emit(app, 'block.came', numbered('b', 1, 1));
    expect((await waitForRun(app, (await runOf(app, other)).id)).status).toBe('succeeded');
    expect(await deliveryOf(app, ids[1])).toMatchObject({
      outcome: 'held',
      reason: `blocked by the dead letter of run ${failed.id}`,
    });
    expect((await runOf(app, ids[2])).waitingFor).toMatchObject([
      {
        type: 'ordering',
        key: 'a',
        heldBy: [failed.id],
        sentence: expect.stringContaining('replayed or discarded') as string,
      },
    ]);

    const again = await waitForRun(app, await retry(failed.id));
    expect(again.status).toBe('failed');
    expect((await deliveryOf(app, ids[1])).reason).toBe(`blocked by the dead letter of run ${again.id}`);

    world.answer = () => 200;
    // Of the first attempt: it is the same event's turn.
    const third = await waitForRun(app, await retry(failed.id));
    expect(third).toMatchObject({ status: 'succeeded', attempt: 3 });
    const runs = (await ended(app, id, 6)).filter(({ key, status }) => key === 'a' && status === 'succeeded');
    expect(numbers(runs)).toEqual([0, 1, 2]);
    expect(overlapping(runs)).toEqual([]);
  });

  it('stands there again when its retry is cancelled', async () => {
    await world.publish(app, 'back.came', { step: { retry: { attempts: 2, backoff: 'fixed', delayMs: 60_000 } } });
    world.answer = ({ n }) => (n === 0 ? 500 : 200);
    const ids = await emit(app, 'back.came', numbered('a', 2));
    const { id: first } = await runOf(app, ids[0]);
    await until('the run waits for its attempt', async () => (await getRun(app, first)).status === 'waiting');
    // As if its attempts were used up.
    await app.database.query(`update step set wake_at = now() where run_id = $1 and status = 'waiting'`, [first]);
    await app.database.query('update run set wake_at = now() where id = $1', [first]);
    await waitForRun(app, first, 20_000);
    const again = await retry(first);
    await until('the retry waits too', async () => (await getRun(app, again)).status === 'waiting');
    expect((await deliveryOf(app, ids[1])).reason).toBe(`waits for its turn behind run ${again}`);
    await cancel(again);
    expect((await waitForRun(app, again)).status).toBe('cancelled');
    expect((await deliveryOf(app, ids[1])).reason).toBe(`blocked by the dead letter of run ${first}`);
  });

  it('is passed over where its trigger says so, and its retry comes behind all others', async () => {
    const id = await world.publish(app, 'skip.came', { params: { onDeadLetter: 'skip' } });
    const { failed } = await failFirst('skip.came', 4);
    const runs = await ended(app, id, 4);
    expect(numbers(runs)).toEqual([0, 1, 2, 3]);
    expect(overlapping(runs)).toEqual([]);
    world.answer = () => 200;
    expect((await waitForRun(app, await retry(failed.id))).status).toBe('succeeded');
  });

  it('stands in nobody’s way any more when a version is published that passes over it', async () => {
    const id = await world.publish(app, 'freed.came');
    const { ids } = await failFirst('freed.came', 2);
    const { graph, revision } = expectStatus(await app.api<Workflow>('GET', `/workflows/${id}`), 200);
    const nodes = graph.nodes.map((one) =>
      one.id === 'on' ? { ...one, params: { ...one.params, onDeadLetter: 'skip' } } : one,
    );
    const saved = await app.api('PATCH', `/workflows/${id}`, { baseRevision: revision, graph: { ...graph, nodes } });
    expectStatus(saved, 200);
    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    expect((await waitForRun(app, (await runOf(app, ids[1])).id)).status).toBe('succeeded');
  });
});

describe('a run that another one called, under an ordering key', () => {
  it('has its turn like all others, and stands in nobody’s way when it fails', async () => {
    const id = await world.publish(app, 'called.came');
    const caller = chain(
      node('hand', 'manual'),
      node('call', 'sub-workflow', { workflowId: id, payload: { key: 'a', n: 0 }, wait: true }),
    );
    const callerId = await publishWorkflow(app, 'Caller', caller);
    world.answer = ({ n }) => (n === 0 ? 500 : 200);
    expect((await waitForRun(app, await runByHand(app, callerId))).status).toBe('failed');
    const [event] = await emit(app, 'called.came', numbered('a', 1, 1));
    expect((await waitForRun(app, (await runOf(app, event)).id)).status).toBe('succeeded');
    expect(overlapping(await ended(app, id, 2))).toEqual([]);
  });
});

describe('a run that is cancelled under an ordering key', () => {
  it('leaves its turn to the next one, whether it waits, is under way or idle', async () => {
    const step = { retry: { attempts: 2, backoff: 'fixed' as const, delayMs: 60_000 } };
    const id = await world.publish(app, 'cancel.came', { step });
    world.answer = ({ n }) => (n === 0 ? 500 : n === 2 ? new Promise(() => undefined) : 200);
    const ids = await emit(app, 'cancel.came', numbered('a', 5));
    const [idle, , hanging, waiting] = await Promise.all(ids.map(async (one) => (await runOf(app, one)).id));
    await until('the first run is idle', async () => (await getRun(app, idle ?? '')).status === 'waiting');
    await cancel(waiting ?? '');
    await cancel(idle ?? '');
    await until('the third one is called for', () => world.of('a').includes(2));
    await cancel(hanging ?? '');
    await waitForRun(app, (await runOf(app, ids[4])).id);
    expect(world.of('a')).toEqual([0, 1, 2, 4]);
    const ends = await ended(app, id, 5);
    expect(ends.filter(({ status }) => status === 'cancelled').map(({ n }) => n)).toEqual(
      expect.arrayContaining([0, 2, 3]),
    );
  });
});

describe('a lane', () => {
  it('is given up with its workflow: what waits in it is cancelled, and history tells', async () => {
    const id = await world.publish(app, 'deleted.came');
    const { ids } = await failFirst('deleted.came', 3);
    const waiting = (await runOf(app, ids[2])).id;
    expectStatus(await app.api('DELETE', `/workflows/${id}`), 204);
    expect(await waitForRun(app, waiting)).toMatchObject({
      status: 'cancelled',
      error: { code: 'WORKFLOW_UNPUBLISHED' },
    });
    expect(await app.database.query('select from ordered_run where workflow_id = $1', [id])).toEqual([]);
  });

  it('goes on when its workflow is unpublished: what was accepted is worked off', async () => {
    let letGo: () => void = () => undefined;
    const gate = new Promise<number>((resolve) => (letGo = () => resolve(200)));
    world.answer = ({ n }) => (n === 0 ? gate : 200);
    const id = await world.publish(app, 'unpublished.came');
    await emit(app, 'unpublished.came', numbered('a', 3));
    await until('the first call', () => world.calls.length === 1);
    expectStatus(await app.api('POST', `/workflows/${id}/unpublish`), 200);
    letGo();
    expect(numbers(await ended(app, id, 3))).toEqual([0, 1, 2]);
  });

  it('goes on although nobody could say so when a run ended', async () => {
    const id = await world.publish(app, 'lost.came');
    world.answer = ({ n }) => (n === 0 ? new Promise(() => undefined) : 200);
    const ids = await emit(app, 'lost.came', numbered('a', 4));
    await until('the first call', () => world.calls.length === 1);
    const first = (await runOf(app, ids[0])).id;
    // As if the process had died between the end of the run and all that follows.
    await app.database.query(
      `update run set status = 'succeeded', finished_at = now(), wake_at = null, lease_epoch = 9 where id = $1`,
      [first],
    );
    expect(numbers(await ended(app, id, 4))).toEqual([0, 1, 2, 3]);
  });
});
