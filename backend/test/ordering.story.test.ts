import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workflow } from '../src/contract/index.js';
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
import { chain, expectStatus, getRun, node, runByHand, waitForRun } from './support/workflows.js';

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

const change = async (id: string, action: 'pause' | 'resume' | 'unpublish') =>
  expectStatus(await app.api<Workflow>('POST', `/workflows/${id}/${action}`), 200);

const numbers = (runs: readonly { n: number }[]) => runs.map(({ n }) => n);

/** Holds the calls for an event back until it is let go. */
function holdBack(key: string, n: number): () => void {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  world.answer = async (call) => {
    if (call.key === key && call.n === n) await gate;
    return 200;
  };
  return letGo;
}

describe('events with an ordering key', () => {
  it('are worked off one after the other, whatever fails and is tried again in between', async () => {
    const retry = { attempts: 10, backoff: 'fixed' as const, delayMs: 1 };
    const id = await world.publish(app, 'row.came', { step: { retry } });
    world.answer = ({ n, attempt }) => (n % 4 === 3 && attempt <= n % 3 ? 503 : 200);
    for (const part of [0, 1, 2, 3]) await emit(app, 'row.came', numbered('a', 50, part * 50));
    const runs = await ended(app, id, 200);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['succeeded']));
    expect(numbers(runs)).toEqual(numbers(numbered('a', 200)));
    expect(overlapping(runs)).toEqual([]);
    expect(world.calls.length).toBeGreaterThan(200);
  });

  it('do not hold up those of another key', async () => {
    const letGo = holdBack('slow', 0);
    const id = await world.publish(app, 'side.came');
    const keys = ['slow', ...Array.from({ length: 9 }, (_, index) => `k${index}`)];
    const [first, second] = await emit(
      app,
      'side.came',
      [0, 1, 2, 3].flatMap((n) => keys.map((key) => ({ key, n }))),
    ).then((ids) => [ids[0], ids[10]]);
    await ended(app, id, 36);
    expect(world.of('slow')).toEqual([0]);
    for (const key of keys.slice(1)) expect(world.of(key)).toEqual([0, 1, 2, 3]);

    const head = await runOf(app, first);
    expect(await deliveryOf(app, second)).toMatchObject({
      outcome: 'held',
      reason: `waits for its turn behind run ${head.id}`,
    });
    expect((await runOf(app, second)).waitingFor).toEqual([
      {
        type: 'ordering',
        key: 'slow',
        heldBy: [head.id],
        sentence: `Waits for its turn for “slow”: run ${head.id} is ahead.`,
      },
    ]);
    letGo();
    const slow = (await ended(app, id, 40)).filter(({ key }) => key === 'slow');
    expect(numbers(slow)).toEqual([0, 1, 2, 3]);
    expect(overlapping(slow)).toEqual([]);
  });

  it('keep their order over a pause, and what comes meanwhile follows', async () => {
    const letGo = holdBack('a', 0);
    const id = await world.publish(app, 'paused.came');
    await emit(app, 'paused.came', numbered('a', 3));
    await change(id, 'pause');
    const [late] = await emit(app, 'paused.came', numbered('a', 3, 3));
    letGo();
    await until('the run under way ends', async () => (await ended(app, id, 1)).length === 1);
    expect(await deliveryOf(app, late)).toMatchObject({ outcome: 'held', reason: 'the workflow is paused' });
    expect(world.of('a')).toEqual([0]);
    await change(id, 'resume');
    const runs = await ended(app, id, 6);
    expect(numbers(runs)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(overlapping(runs)).toEqual([]);
  });

  it('wait for their turn under the limits of the workflow too', async () => {
    const id = await world.publish(app, 'limited.came', { settings: { concurrency: { limit: 1 } } });
    await emit(
      app,
      'limited.came',
      [0, 1, 2].flatMap((n) => ['a', 'b', 'c'].map((key) => ({ key, n }))),
    );
    const runs = await ended(app, id, 9);
    expect(overlapping(runs)).toEqual([]);
    for (const key of ['a', 'b', 'c']) expect(world.of(key)).toEqual([0, 1, 2]);
  });

  it('are followed by runs by hand and retries of what has ended', async () => {
    const letGo = holdBack('a', 1);
    const id = await world.publish(app, 'asked.came');
    const [first] = await emit(app, 'asked.came', numbered('a', 1));
    const done = await waitForRun(app, (await runOf(app, first)).id);
    await emit(app, 'asked.came', numbered('a', 1, 1));
    const byHand = await runByHand(app, id, { payload: { key: 'a', n: 2 } });
    const again = await app.api<{ runId: string }>('POST', `/runs/${done.id}/retry`, { from: 'start' });
    const retried = expectStatus(again, 202).runId;
    expect((await getRun(app, byHand)).waitingFor).toMatchObject([{ type: 'ordering', key: 'a' }]);
    expect((await getRun(app, retried)).waitingFor).toMatchObject([{ type: 'ordering', key: 'a' }]);
    letGo();
    const runs = await ended(app, id, 4);
    expect(numbers(runs)).toEqual([0, 1, 2, 0]);
    expect(overlapping(runs)).toEqual([]);
  });

  it('share a lane where they have no key, and lose none where it cannot be told', async () => {
    const id = await world.publish(app, 'keyless.came', { params: { orderingKey: '{{ event.data.order.id }}' } });
    await emit(app, 'keyless.came', numbered('a', 5));
    const runs = await ended(app, id, 5);
    expect(numbers(runs)).toEqual([0, 1, 2, 3, 4]);
    expect(overlapping(runs)).toEqual([]);
  });
});

describe('an ordering key', () => {
  it('is checked on save, and does not go with events that are gathered', async () => {
    const problemsOf = async (orderingKey: string, settings: object = {}) => {
      const graph = chain(node('on', 'event', { type: 'a.b', orderingKey }));
      const made = await app.api<Workflow>('POST', '/workflows', { name: 'Checked', graph, settings });
      return expectStatus(made, 201).problems.map(({ code, severity, pointer }) => [code, severity, pointer]);
    };
    const pointer = '/nodes/0/params/orderingKey';
    expect(await problemsOf('{{ event.subject }}')).toEqual([]);
    expect(await problemsOf('{{ event. }}')).toEqual([['EXPR_SYNTAX', 'error', pointer]]);
    expect(await problemsOf('{{ steps.x }}')).toEqual([['EXPR_UNKNOWN_NAME', 'error', pointer]]);
    expect(await problemsOf('subject')).toEqual([['PARAM_INVALID', 'warning', pointer]]);
    expect(await problemsOf('{{ event.subject }}', { debounce: { waitMs: 5 } })).toEqual([
      ['PARAM_INVALID', 'error', pointer],
    ]);
  });
});
