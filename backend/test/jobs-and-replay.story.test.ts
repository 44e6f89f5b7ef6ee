import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job, Page, Run, RunSummary } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { deliveriesOf, doJob, getJob, resultsOf, startJob, waitForJob } from './support/jobs.js';
import { until } from './support/until.js';
import {
  chain,
  expectStatus,
  getRun,
  node,
  publishEvent,
  publishWorkflow,
  runByHand,
  waitForRun,
  waitForRunsOf,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const LONG_AGO = '2020-01-01T00:00:00Z';
const soon = () => new Date(Date.now() + 60_000).toISOString();

function listen(name: string, params: Record<string, string | object>): Promise<string> {
  const heard = node('heard', 'event', params as Parameters<typeof node>[2]);
  return publishWorkflow(app, name, chain(heard, node('note', 'set', { values: { data: '{{ trigger }}' } })));
}

async function runsOf(workflowId: string): Promise<RunSummary[]> {
  const { items } = expectStatus(
    await app.api<Page<RunSummary>>('GET', `/runs?workflowId=${workflowId}&limit=200`),
    200,
  );
  return items;
}

async function publishMany(type: string, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, (_, n) => ({ type, data: { n } }));
  return expectStatus(await app.api<{ ids: string[] }>('POST', '/events', events), 202).ids;
}

describe('a replay of one event', () => {
  it('gives it again to all that hear it, marked as a replay, and its first delivery stays as it was', async () => {
    const [first, second] = await Promise.all([listen('First', { type: 'sold' }), listen('Second', { type: 'sold' })]);
    const eventId = await publishEvent(app, { type: 'sold', data: { n: 1 } });
    const [original] = await waitForRunsOf(app, first, 1);
    const jobId = await startJob(app, `/events/${eventId}/replay`);
    expect(await waitForJob(app, jobId)).toMatchObject({
      kind: 'replay',
      title: 'Replay of an event sold',
      status: 'succeeded',
      total: 1,
      done: 1,
      failed: 0,
    });
    const [kept, replayed] = await waitForRunsOf(app, first, 2);
    expect(kept).toEqual(original);
    expect(replayed).toMatchObject({ status: 'succeeded', eventId, replayId: jobId, attempt: 1, retryOf: null });
    await waitForRunsOf(app, second, 2);
    const deliveries = await deliveriesOf(app, eventId);
    expect(deliveries.map(({ workflowName, replay }) => [workflowName, replay])).toEqual([
      ['First', undefined],
      ['First', true],
      ['Second', undefined],
      ['Second', true],
    ]);
  });

  it('goes to one consumer alone, which makes exactly one run', async () => {
    const [one, other] = await Promise.all([listen('One', { type: 'told' }), listen('Other', { type: 'told' })]);
    const eventId = await publishEvent(app, { type: 'told' });
    await doJob(app, `/events/${eventId}/replay`, { workflowId: one });
    expect(await waitForRunsOf(app, one, 2)).toHaveLength(2);
    expect(await runsOf(other)).toHaveLength(1);
  });

  it('tells why nobody got it', async () => {
    const filter = { all: [{ left: '{{ event.data.n }}', operator: 'gt', right: 5 }] };
    const picky = await listen('Picky', { type: 'small', filter });
    const eventId = await publishEvent(app, { type: 'small', data: { n: 1 } });
    const job = await doJob(app, `/events/${eventId}/replay`, { workflowId: picky });
    expect(job).toMatchObject({ status: 'succeeded', done: 1, failed: 1 });
    const [result] = await resultsOf(app, job.id);
    expect(result).toMatchObject({ itemId: eventId, ok: false });
    expect(result?.detail).toContain('1 gt 5');
    const unheard = await publishEvent(app, { type: 'unheard' });
    const nobody = await doJob(app, `/events/${unheard}/replay`);
    expect((await resultsOf(app, nobody.id))[0]?.detail).toBe('No published workflow hears this event.');
  });

  it('of a run by hand begins it again, on what is published by now', async () => {
    const graph = chain(node('hand', 'manual'), node('note', 'set', { values: { data: '{{ trigger }}' } }));
    const workflowId = await publishWorkflow(app, 'By hand', graph);
    const run = await waitForRun(app, await runByHand(app, workflowId, { payload: { n: 7 }, version: 'published' }));
    await doJob(app, `/events/${run.eventId}/replay`);
    const [, again] = await waitForRunsOf(app, workflowId, 2);
    expect(again).toMatchObject({ trigger: 'hand', status: 'succeeded' });
    expect(again?.steps[1]?.output).toEqual({ data: { n: 7 } });
  });

  it('may be retried: its attempts are counted by themselves, and a duplicate of the event is told of its own run', async () => {
    const workflowId = await listen('Counted', { type: 'counted' });
    const event = { type: 'counted', source: '/till', id: 'C-1' };
    const eventId = await publishEvent(app, event);
    const { id: replayId } = await doJob(app, `/events/${eventId}/replay`);
    const [original, replayed] = await waitForRunsOf(app, workflowId, 2);
    const retry = async (run: Run | undefined) => {
      const answer = await app.api<{ runId: string }>('POST', `/runs/${run?.id}/retry`, { from: 'start' });
      return waitForRun(app, expectStatus(answer, 202).runId);
    };
    expect(await retry(replayed)).toMatchObject({ attempt: 2, replayId });
    const second = await retry(original);
    expect(second.attempt).toBe(2);
    expect(second).not.toHaveProperty('replayId');
    expect(await retry(second)).toMatchObject({ attempt: 3 });
    expect(await publishEvent(app, event)).toBe(eventId);
    expect(await runsOf(workflowId)).toHaveLength(5);
  });

  it('is refused for an event or a workflow that there is not, and for one that is not published', async () => {
    const eventId = await publishEvent(app, { type: 'refused' });
    const codeOf = async (path: string, body: unknown) => {
      const answer = await app.api<ProblemBody>('POST', path, body);
      return `${answer.status} ${answer.body.code}`;
    };
    const nobody = crypto.randomUUID();
    expect(await codeOf(`/events/${nobody}/replay`, {})).toBe('404 NOT_FOUND');
    expect(await codeOf('/events/x/replay', {})).toBe('404 NOT_FOUND');
    expect(await codeOf(`/events/${eventId}/replay`, { workflowId: nobody })).toBe('404 NOT_FOUND');
    const workflowId = await listen('Away', { type: 'refused' });
    await app.api('POST', `/workflows/${workflowId}/unpublish`);
    expect(await codeOf(`/events/${eventId}/replay`, { workflowId })).toBe('409 NOT_PUBLISHED');
    const range = { type: 'refused', from: LONG_AGO, to: LONG_AGO };
    expect(await codeOf('/events/replay', range)).toBe('422 VALIDATION_FAILED');
    expect(await codeOf('/events/replay', { ...range, to: soon(), rate: 5001 })).toBe('422 VALIDATION_FAILED');
    expect(await codeOf('/events/replay', { ...range, to: soon(), type: 'a..b' })).toBe('422 VALIDATION_FAILED');
  });
});

describe('a replay of a time', () => {
  it('takes the events of a pattern that were accepted in it, and none that comes of itself', async () => {
    const before = await publishMany('range.a', 2);
    const middle = new Date(Date.now() + 1).toISOString();
    await until('the clock moves on', () => new Date().toISOString() > middle);
    const inside = [...(await publishMany('range.b', 3)), ...(await publishMany('range.c.d', 1))];
    await publishMany('ranges', 1);
    // Each of its runs publishes an event that it hears itself.
    const echo = node('echo', 'publish', { type: 'range.echo', data: '{{ trigger }}' });
    const heard = node('heard', 'event', {
      type: 'range.>',
      filter: { all: [{ left: '{{ event.type }}', operator: 'ne', right: 'range.echo' }] },
    });
    const workflowId = await publishWorkflow(app, 'Echo', chain(heard, echo));
    const job = await doJob(app, '/events/replay', {
      type: 'range.>',
      from: middle,
      to: soon(),
      workflowId,
      rate: 5000,
    });
    expect(job).toMatchObject({ title: 'Replay of range.> to “Echo”', status: 'succeeded', total: 4, done: 4 });
    const runs = await waitForRunsOf(app, workflowId, 4);
    expect(runs.map(({ eventId }) => eventId)).toEqual(inside);
    const all = await doJob(app, '/events/replay', { type: 'range.a', from: LONG_AGO, to: soon(), rate: 5000 });
    expect(all.done).toBe(2);
    expect((await waitForRunsOf(app, workflowId, 6)).slice(4).map(({ eventId }) => eventId)).toEqual(before);
  });

  it('keeps to its rate, and can be cancelled: what it has done stays done', async () => {
    await publishMany('paced', 60);
    const workflowId = await listen('Paced', { type: 'paced' });
    // The job may be under way before the answer has come.
    const begun = Date.now();
    const jobId = await startJob(app, '/events/replay', { type: 'paced', from: LONG_AGO, to: soon(), rate: 20 });
    const { total } = await until('it is under way', async () => {
      const job = await getJob(app, jobId);
      return job.done >= 4 && job;
    });
    expect(total).toBe(60);
    expect(expectStatus(await app.api<Job>('POST', `/jobs/${jobId}/cancel`), 202).id).toBe(jobId);
    const cancelled = await waitForJob(app, jobId);
    const seconds = (Date.now() - begun) / 1000;
    expect(cancelled).toMatchObject({ status: 'cancelled', total: 60 });
    // A quarter of a second, and a batch, are granted.
    expect(cancelled.done).toBeLessThanOrEqual((seconds + 0.25) * 20 + 2);
    expect(await waitForRunsOf(app, workflowId, cancelled.done)).toHaveLength(cancelled.done);
    expect(await app.api('POST', `/jobs/${jobId}/cancel`)).toMatchObject({ status: 409, body: { code: 'JOB_ENDED' } });
  });

  it('is held where the workflow is paused', async () => {
    await publishMany('held', 3);
    const workflowId = await listen('Held', { type: 'held' });
    expectStatus(await app.api('POST', `/workflows/${workflowId}/pause`), 200);
    await doJob(app, '/events/replay', { type: 'held', from: LONG_AGO, to: soon(), rate: 5000 });
    const held = await runsOf(workflowId);
    expect(held.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
    expect((await getRun(app, held[0]?.id ?? '')).waitingFor).toMatchObject([{ type: 'paused' }]);
    expectStatus(await app.api('POST', `/workflows/${workflowId}/resume`), 200);
    expect(await waitForRunsOf(app, workflowId, 3)).toHaveLength(3);
  });
});

describe('jobs', () => {
  it('are listed newest first, page by page; there is no other', async () => {
    const eventId = await publishEvent(app, { type: 'listed' });
    const newer = [await startJob(app, `/events/${eventId}/replay`), await startJob(app, `/events/${eventId}/replay`)];
    const first = expectStatus(await app.api<Page<Job>>('GET', '/jobs?limit=1'), 200);
    const second = expectStatus(await app.api<Page<Job>>('GET', `/jobs?limit=1&cursor=${first.nextCursor}`), 200);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(newer.toReversed());
    for (const path of ['x', crypto.randomUUID(), `${crypto.randomUUID()}/results`])
      expect((await app.api('GET', `/jobs/${path}`)).status).toBe(404);
  });
});
