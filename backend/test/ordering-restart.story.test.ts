import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
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
import { expectStatus, waitForRun } from './support/workflows.js';

let database: TestDatabase;
let apps: TestApp[];
let world: OrderedCalls;

beforeEach(async () => {
  world = await startOrderedCalls();
  database = await createTestDatabase();
  apps = [];
});

afterEach(async () => {
  for (const app of apps) await app.close();
  await database.drop();
  await world.close();
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

const numbers = (runs: readonly { n: number }[]) => runs.map(({ n }) => n);

describe('the order of events under a key', () => {
  it('is kept when the program stops in the middle and starts again', async () => {
    const first = await start();
    const id = await world.publish(first, 'row.came', {
      step: { retry: { attempts: 5, backoff: 'fixed', delayMs: 20 } },
    });
    world.answer = ({ n, attempt }) => (n % 7 === 3 && attempt === 1 ? 503 : 200);
    for (const key of ['a', 'b', 'c']) await emit(first, 'row.came', numbered(key, 40));
    await until('some calls', () => world.calls.length >= 15);
    await stop(first);
    expect(world.calls.length).toBeLessThan(120);

    const second = await start();
    await emit(second, 'row.came', numbered('a', 5, 40));
    const runs = await ended(second, id, 125);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['succeeded']));
    for (const key of ['a', 'b', 'c']) {
      const own = runs.filter((run) => run.key === key);
      expect(numbers(own)).toEqual(numbers(numbered(key, key === 'a' ? 45 : 40)));
      expect(overlapping(own)).toEqual([]);
    }
  });

  it('is kept over several workers, and over the end of one of them', async () => {
    const api = await start('api');
    const id = await world.publish(api, 'shared.came');
    const [one] = [await start('worker'), await start('worker')];
    const keys = ['a', 'b', 'c', 'd'];
    for (const part of [0, 1, 2])
      await Promise.all(keys.map((key) => emit(api, 'shared.came', numbered(key, 10, part * 10))));
    await until('some calls', () => world.calls.length >= 10);
    await stop(one);
    const runs = await ended(api, id, 120);
    for (const key of keys) {
      const own = runs.filter((run) => run.key === key);
      expect(numbers(own)).toEqual(numbers(numbered(key, 30)));
      expect(overlapping(own)).toEqual([]);
    }
  });

  it('still stands behind a failed run after a restart', async () => {
    const first = await start();
    await world.publish(first, 'block.came');
    world.answer = ({ n }) => (n === 0 ? 500 : 200);
    const ids = await emit(first, 'block.came', numbered('a', 3));
    const failed = await waitForRun(first, (await runOf(first, ids[0])).id);
    await stop(first);

    const second = await start();
    const [late] = await emit(second, 'block.came', numbered('a', 1, 3));
    expect((await deliveryOf(second, late)).reason).toBe(`blocked by the dead letter of run ${failed.id}`);
    world.answer = () => 200;
    expectStatus(await second.api('POST', `/runs/${failed.id}/retry`), 202);
    await waitForRun(second, (await runOf(second, late)).id);
    expect(world.of('a')).toEqual([0, 0, 1, 2, 3]);
  });

  it('is that of the commits where several processes accept at once', async () => {
    const all = [await start(), await start()];
    const [first] = all;
    if (!first) throw new Error('nothing was started');
    const id = await world.publish(first, 'raced.came');
    await until('the other one knows of the workflow', async () => {
      const [event] = await emit(all[1] ?? first, 'raced.came', numbered('probe', 1));
      return (await database.query('select from run where event_id = $1', [event])).length > 0;
    });
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => all[n % 2] ?? first).map((app, n) =>
        emit(app, 'raced.came', numbered('a', 1, n)),
      ),
    );
    const inTurn = await until('all have ended', async () => {
      const own = (await ended(first, id, 60)).filter(({ key }) => key === 'a');
      return own.length === 60 && own;
    });
    const order = await database.query<{ id: string }>(`select id from run where order_key = 'a' order by order_seq`);
    expect(inTurn.map((run) => run.id)).toEqual(order.map((run) => run.id));
    expect(overlapping(inTurn)).toEqual([]);
  });
});
