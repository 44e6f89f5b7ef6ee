import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, GraphNode, PastEvents } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { deliveriesOf, getJob, waitForJob } from './support/jobs.js';
import { until } from './support/until.js';
import {
  chain,
  createWorkflow,
  edge,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  waitForRunsOf,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const LARGE = { all: [{ left: '{{ trigger.n }}', operator: 'gte', right: 3 }] };
const note = node('note', 'set', { values: { n: '{{ trigger.n }}' } });

function listener(params: GraphNode['params']): Graph {
  return chain(node('heard', 'event', params), note);
}

/** The events have `n` from 1 on. */
async function publishSome(type: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) ids.push(await publishEvent(app, { type, data: { n } }));
  return ids;
}

async function publishFrom(id: string, startFrom: string): Promise<{ version: number; jobId?: string }> {
  const body = { startFrom, rate: 5000 };
  return expectStatus(
    await app.api<{ version: number; jobId?: string }>('POST', `/workflows/${id}/publish`, body),
    200,
  );
}

async function lookBack(id: string, startFrom: string): Promise<PastEvents> {
  return expectStatus(await app.api<PastEvents>('POST', `/workflows/${id}/past-events`, { startFrom, rate: 2 }), 200);
}

describe('a workflow that is published late', () => {
  it('is fed with what was there before, once, as are the events that come meanwhile', async () => {
    const past = await publishSome('late.sold', 5);
    const { id } = await createWorkflow(app, 'Late', listener({ type: 'late.*', filter: LARGE }));
    const { version, jobId = '' } = await publishFrom(id, 'beginning');
    expect(version).toBe(1);
    const meanwhile = await Promise.all(
      Array.from({ length: 20 }, () => publishEvent(app, { type: 'late.sold', data: { n: 9 } })),
    );
    const runs = await waitForRunsOf(app, id, 23);
    expect(new Set(runs.map(({ eventId }) => eventId))).toEqual(new Set([...past.slice(2), ...meanwhile]));
    expect(runs.filter(({ replayId }) => replayId === jobId).length).toBeGreaterThanOrEqual(3);
    expect(await deliveriesOf(app, past[0] ?? '')).toMatchObject([
      { workflowName: 'Late', outcome: 'filtered', reason: expect.stringContaining('1 gte 3') as string },
    ]);
    expect(await deliveriesOf(app, past[4] ?? '')).toMatchObject([{ outcome: 'run', replay: true }]);
    expect(await waitForJob(app, jobId)).toMatchObject({
      status: 'succeeded',
      title: 'Past events for “Late”',
      failed: 0,
    });

    // What it has a run for it does not get again, whoever asks for it.
    const again = await publishFrom(id, 'beginning');
    expect(again.version).toBe(2);
    await until('all of them are looked at', async () => (await getJob(app, again.jobId ?? '')).done >= 25);
    expect(await waitForRunsOf(app, id, 23)).toHaveLength(23);
  });

  it('is fed for a new trigger alone, if the others have had their events', async () => {
    const [first = ''] = await publishSome('two.first', 1);
    const graph: Graph = {
      nodes: [node('one', 'event', { type: 'two.first' }), node('other', 'event', { type: 'two.>' }), note],
      edges: [edge('one', 'note'), edge('other', 'note')],
    };
    const { id } = await createWorkflow(app, 'Two triggers', chain(node('one', 'event', { type: 'two.first' }), note));
    await publishFrom(id, 'beginning');
    await waitForRunsOf(app, id, 1);
    expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, graph }), 200);
    await publishFrom(id, 'beginning');
    const runs = await waitForRunsOf(app, id, 2);
    expect(runs.map(({ trigger, eventId }) => [trigger, eventId])).toEqual([
      ['one', first],
      ['other', first],
    ]);
  });

  it('is fed from a time on, and from now on unless somebody says otherwise', async () => {
    await publishSome('since.sold', 2);
    const since = new Date(Date.now() + 1).toISOString();
    while (new Date().toISOString() <= since) await new Promise((resolve) => setTimeout(resolve, 1));
    const [, second = ''] = await publishSome('since.sold', 2);
    const { id } = await createWorkflow(
      app,
      'Since',
      listener({ type: 'since.sold', filter: { all: [{ left: '{{ trigger.n }}', operator: 'eq', right: 2 }] } }),
    );
    await publishFrom(id, since);
    expect((await waitForRunsOf(app, id, 1)).map(({ eventId }) => eventId)).toEqual([second]);
    expect(await publishFrom(id, 'now')).toEqual({ version: 2 });
    const unasked = await publishWorkflow(app, 'Unasked', listener({ type: 'since.sold' }));
    const [next = ''] = await publishSome('since.sold', 1);
    expect((await waitForRunsOf(app, unasked, 1)).map(({ eventId }) => eventId)).toEqual([next]);
    const wrong = await app.api<ProblemBody>('POST', `/workflows/${id}/publish`, { startFrom: 'yesterday' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', pointer: '/startFrom' } });
  });
});

describe('a look back', () => {
  it('tells what the draft would be fed, and changes nothing', async () => {
    const ids = await publishSome('past.sold', 5);
    const { id } = await createWorkflow(app, 'Draft', listener({ type: 'past.>', filter: LARGE }));
    const told = await lookBack(id, 'beginning');
    expect(told).toMatchObject({
      matching: 3,
      scanned: 5,
      isComplete: true,
      triggers: [{ nodeId: 'heard', pattern: 'past.>', matching: 3, refused: 2 }],
      rate: 2,
      seconds: 2,
    });
    expect(told.oldest && told.newest && told.oldest < told.newest).toBe(true);
    expect(told.samples.map(({ eventId, matches }) => [eventId, matches])).toEqual(
      ids.map((eventId, index) => [eventId, index >= 2]).toReversed(),
    );
    expect(told.samples.at(-1)?.reason).toContain('1 gte 3');
    expect(await deliveriesOf(app, ids[0] ?? '')).toEqual([]);
    expect(await lookBack(id, 'now')).toMatchObject({ matching: 0, scanned: 0, isComplete: true, samples: [] });
    expect(await lookBack(id, new Date(Date.now() + 60_000).toISOString())).toMatchObject({ scanned: 0 });
  });

  it('leaves out what the workflow has a run for, and what comes from elsewhere', async () => {
    const { id } = await createWorkflow(app, 'Heard', listener({ type: 'heard.sold', source: '/shop' }));
    await publishFrom(id, 'now');
    await publishEvent(app, { type: 'heard.sold', source: '/shop', data: { n: 1 } });
    await publishEvent(app, { type: 'heard.sold', source: '/street', data: { n: 2 } });
    await waitForRunsOf(app, id, 1);
    const { matching, samples } = await lookBack(id, 'beginning');
    expect(matching).toBe(0);
    expect(samples.map(({ reason }) => reason)).toEqual([
      'comes from “/street”, not from “/shop”',
      'the workflow has a run for this event already',
    ]);
  });

  it('is refused for a draft that could not be published', async () => {
    const { id } = await createWorkflow(app, 'Broken', listener({ type: '' }));
    const answer = await app.api<ProblemBody>('POST', `/workflows/${id}/past-events`, { startFrom: 'beginning' });
    expect(answer.status).toBe(422);
    expect(answer.body.problems).not.toEqual([]);
  });
});
