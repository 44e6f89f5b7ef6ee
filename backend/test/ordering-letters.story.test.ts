import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter, EventDetail, Job } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { deliveryOf, emit, ended, numbered, overlapping, runOf, startOrderedCalls } from './support/ordered-calls.js';
import type { OrderedCalls } from './support/ordered-calls.js';
import { until } from './support/until.js';
import { expectStatus, getRun, waitForRun } from './support/workflows.js';

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

/** Events of a key of which the first fails for good, and its dead letter. */
async function failFirst(workflowId: string, type: string): Promise<{ ids: string[]; letter: DeadLetter }> {
  world.answer = ({ n }) => (n === 0 ? 500 : 200);
  const ids = await emit(app, type, numbered('a', 3));
  const letter = await until('the dead letter', async () => {
    const answer = await app.api<{ items: DeadLetter[] }>('GET', `/dead-letters?workflowId=${workflowId}`);
    return expectStatus(answer, 200).items[0];
  });
  expect(await deliveryOf(app, ids[0])).toMatchObject({ outcome: 'dead-lettered', runId: letter.runId });
  expect((await deliveryOf(app, ids[1])).reason).toBe(`blocked by the dead letter of run ${letter.runId}`);
  return { ids, letter };
}

async function replay(letter: DeadLetter, body?: object): Promise<string> {
  const answer = await app.api<{ runId: string }>('POST', `/dead-letters/${letter.id}/replay`, body ?? {});
  return expectStatus(answer, 202).runId;
}

const succeeded = async (workflowId: string, count: number) =>
  until(`${count} successes`, async () => {
    const found = (await ended(app, workflowId, count)).filter(({ status }) => status === 'succeeded');
    return found.length >= count && found;
  });

const numbers = (runs: readonly { n: number }[]) => runs.map(({ n }) => n);

describe('the dead letter of an event with an ordering key', () => {
  it('is replayed at its own place, before what waited behind it', async () => {
    const id = await world.publish(app, 'replayed.came');
    const { letter } = await failFirst(id, 'replayed.came');
    world.answer = () => 200;
    expect((await waitForRun(app, await replay(letter))).status).toBe('succeeded');
    const runs = await succeeded(id, 3);
    expect(numbers(runs)).toEqual([0, 1, 2]);
    expect(overlapping(runs)).toEqual([]);
  });

  it('stands in the way again when the replay fails too, and mended data takes the same place', async () => {
    const id = await world.publish(app, 'mended.came');
    const { ids, letter } = await failFirst(id, 'mended.came');
    const again = await waitForRun(app, await replay(letter));
    expect(again.status).toBe('failed');
    expect((await deliveryOf(app, ids[1])).reason).toBe(`blocked by the dead letter of run ${again.id}`);
    const [open] = expectStatus(
      await app.api<{ items: DeadLetter[] }>('GET', `/dead-letters?workflowId=${id}`),
      200,
    ).items;
    if (!open) throw new Error('there is no dead letter of the replay');
    expect((await waitForRun(app, await replay(open, { data: { key: 'a', n: 9 } }))).status).toBe('succeeded');
    expect(numbers(await succeeded(id, 3))).toEqual([9, 1, 2]);
  });

  it('lets those behind it go on when it is discarded, alone or with others', async () => {
    const id = await world.publish(app, 'given-up.came');
    const { letter } = await failFirst(id, 'given-up.came');
    expectStatus(await app.api('DELETE', `/dead-letters/${letter.id}`), 204);
    expect(numbers(await succeeded(id, 2))).toEqual([1, 2]);

    const other = await world.publish(app, 'dropped.came');
    await failFirst(other, 'dropped.came');
    const bulk = { action: 'discard', filter: { workflowId: other } };
    const { jobId } = expectStatus(await app.api<{ jobId: string }>('POST', '/dead-letters/bulk', bulk), 202);
    expect(numbers(await succeeded(other, 2))).toEqual([1, 2]);
    expect(expectStatus(await app.api<Job>('GET', `/jobs/${jobId}`), 200)).toMatchObject({ failed: 0 });
  });

  it('is replayed at its own place also with its event, and a replay that is cancelled lets the others go on', async () => {
    const id = await world.publish(app, 'again.came');
    const { ids, letter } = await failFirst(id, 'again.came');
    world.answer = ({ n }) => (n === 0 ? new Promise(() => undefined) : 200);
    const runId = await replay(letter);
    await until('the replay is under way', async () => (await getRun(app, runId)).status === 'running');
    expect((await deliveryOf(app, ids[1])).reason).toBe(`waits for its turn behind run ${runId}`);
    expectStatus(await app.api('POST', `/runs/${runId}/cancel`), 202);
    expect(numbers(await succeeded(id, 2))).toEqual([1, 2]);

    const other = await world.publish(app, 'event.came');
    const failed = await failFirst(other, 'event.came');
    world.answer = () => 200;
    expectStatus(await app.api('POST', `/events/${failed.ids[0]}/replay`, {}), 202);
    expect(numbers(await succeeded(other, 3))).toEqual([0, 1, 2]);
    const { deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${failed.ids[0]}`), 200);
    expect(deliveries.filter(({ replay: isReplay }) => isReplay)).toHaveLength(1);
    await waitForRun(app, (await runOf(app, failed.ids[2])).id);
  });
});
