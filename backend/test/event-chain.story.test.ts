import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventChain } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { doJob } from './support/jobs.js';
import { chain, expectStatus, node, publishEvent, publishWorkflow, waitForRunsOf } from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function chainOf(eventId: string): Promise<EventChain> {
  return expectStatus(await app.api<EventChain>('GET', `/events/${eventId}/chain`), 200);
}

const heard = (type: string) => node('heard', 'event', { type });
const tell = (type: string) => node('tell', 'publish', { type, subject: '{{ trigger.n }}', data: '{{ trigger }}' });

describe('the chain of an event', () => {
  it('is everything that came of its first event, whichever of its events is asked for', async () => {
    const shop = await publishWorkflow(app, 'Shop', chain(heard('chain.ordered'), tell('chain.paid')));
    const bill = await publishWorkflow(app, 'Bill', chain(heard('chain.paid'), tell('chain.billed')));
    const stock = await publishWorkflow(
      app,
      'Stock',
      chain(heard('chain.paid'), node('no', 'fail', { message: 'empty' })),
    );
    await publishEvent(app, { type: 'chain.paid', data: { n: 'another chain' } });
    const rootId = await publishEvent(app, { type: 'chain.ordered', source: '/web', data: { n: 'A-1' } });
    const [shopRun] = await waitForRunsOf(app, shop, 1);
    const [, billRun] = await waitForRunsOf(app, bill, 2);
    const [, stockRun] = await waitForRunsOf(app, stock, 2);

    const found = await chainOf(rootId);
    expect(found).toMatchObject({ rootEventId: rootId, isTruncated: false });
    // The failure is published too.
    expect(found.events.map(({ type, cause }) => [type, cause?.runId])).toEqual(
      expect.arrayContaining([
        ['chain.ordered', undefined],
        ['chain.paid', shopRun?.id],
        ['chain.billed', billRun?.id],
        ['eventloom.run.failed', stockRun?.id],
      ]),
    );
    expect(found.events).toHaveLength(4);
    expect(found.events[0]).toMatchObject({ id: rootId, source: '/web', subject: null, cause: null });
    const paid = found.events.find(({ type }) => type === 'chain.paid');
    expect(paid).toMatchObject({ subject: 'A-1', cause: { runId: shopRun?.id, nodeId: 'tell' } });
    const runs = new Map(found.runs.map((run) => [run.workflowName, run]));
    expect(found.runs).toHaveLength(3);
    expect(runs.get('Shop')).toMatchObject({ id: shopRun?.id, eventId: rootId, trigger: 'heard', workflowVersion: 1 });
    expect(runs.get('Bill')).toMatchObject({ eventId: paid?.id, status: 'succeeded', attempt: 1, replay: false });
    expect(runs.get('Stock')).toMatchObject({ eventId: paid?.id, status: 'failed', error: { message: 'empty' } });
    expect(runs.get('Bill')?.finishedAt).toBe(billRun?.finishedAt);
    for (const { id } of found.events) expect(await chainOf(id)).toEqual(found);

    await doJob(app, `/events/${paid?.id}/replay`, { workflowId: bill });
    await waitForRunsOf(app, bill, 3);
    const after = await chainOf(rootId);
    expect(after.runs.filter(({ workflowName }) => workflowName === 'Bill').map(({ replay }) => replay)).toEqual([
      false,
      true,
    ]);
    expect(after.events.filter(({ type }) => type === 'chain.billed')).toHaveLength(2);
  });

  it('is cut where it grows too large', async () => {
    const code = 'return Array.from({ length: 400 }, (_, n) => n);';
    const graph = chain(
      heard('chain.many'),
      node('list', 'code', { code }),
      node('each', 'for-each', { items: '{{ steps.list }}', concurrency: 20 }),
    );
    graph.nodes.push(node('tell', 'publish', { type: 'chain.one' }));
    graph.edges.push({ id: 'body', source: 'each', sourceHandle: 'item', target: 'tell' });
    const many = await publishWorkflow(app, 'Many', graph);
    for (const name of ['One', 'Two', 'Three']) await publishWorkflow(app, name, chain(heard('chain.one')));
    const rootId = await publishEvent(app, { type: 'chain.many' });
    await waitForRunsOf(app, many, 1);
    const { runs, events, isTruncated } = await chainOf(rootId);
    expect({ runs: runs.length, events: events.length, isTruncated }).toEqual({
      runs: 1000,
      events: 401,
      isTruncated: true,
    });
  });

  it('of an event that there is not is not found', async () => {
    for (const id of ['x', crypto.randomUUID()])
      expect(await app.api('GET', `/events/${id}/chain`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});
