import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeadLetter, DeadLetterDetail, EventDetail, Graph, Page } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { deliveriesOf, doJob, resultsOf } from './support/jobs.js';
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

/** Fails, after so many attempts, unless the data has a total. */
function picky(type: string, attempts = 1): Graph {
  const code = "if (trigger?.total === undefined) throw new Error('no total'); return trigger.total;";
  const retry = { attempts, backoff: 'fixed' as const, delayMs: 1 };
  return chain(node('heard', 'event', { type }), node('work', 'code', { code }, { retry }));
}

const MENDED = chain(node('heard', 'event', { type: 'mended' }), node('work', 'set', { values: { is: 'mended' } }));

async function republish(id: string, graph: Graph): Promise<void> {
  const { revision } = expectStatus(await app.api<{ revision: number }>('GET', `/workflows/${id}`), 200);
  expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: revision, graph }), 200);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
}

async function lettersOf(workflowId: string, query = ''): Promise<DeadLetter[]> {
  const path = `/dead-letters?workflowId=${workflowId}${query}`;
  return expectStatus(await app.api<Page<DeadLetter>>('GET', path), 200).items;
}

/** The letter of an event that a workflow just failed for. */
async function letterOf(workflowId: string, eventId: string): Promise<DeadLetter> {
  return until('the dead letter', async () =>
    (await lettersOf(workflowId)).find((letter) => letter.eventId === eventId),
  );
}

async function letter(id: string): Promise<DeadLetterDetail> {
  return expectStatus(await app.api<DeadLetterDetail>('GET', `/dead-letters/${id}`), 200);
}

async function replay(id: string, body?: unknown): Promise<{ eventId: string; runId: string }> {
  return expectStatus(
    await app.api<{ eventId: string; runId: string }>('POST', `/dead-letters/${id}/replay`, body),
    202,
  );
}

async function codeOf(method: string, path: string): Promise<string> {
  const { status, body } = await app.api<ProblemBody>(method, path);
  return `${status} ${body.code}`;
}

describe('a run that failed for good', () => {
  it('leaves a dead letter with its event, its attempts and its error; the event says so', async () => {
    const workflowId = await publishWorkflow(app, 'Three tries', picky('dead.kept', 3));
    const eventId = await publishEvent(app, { type: 'dead.kept', subject: 'S-1', data: { n: 1 } });
    const found = await letterOf(workflowId, eventId);
    const [run] = await waitForRunsOf(app, workflowId, 1);
    expect(found).toMatchObject({
      workflowName: 'Three tries',
      trigger: 'heard',
      runId: run?.id,
      topic: 'dead.kept',
      subject: 'S-1',
      attempts: 3,
      error: { nodeId: 'work', message: expect.stringContaining('no total') as string },
      failedAt: run?.finishedAt,
      status: 'open',
      resolvedAt: null,
      replayRunId: null,
    });
    expect(await letter(found.id)).toEqual({ ...found, data: { n: 1 } });
    expect(await deliveriesOf(app, eventId)).toMatchObject([
      { outcome: 'dead-lettered', reason: found.error?.message, runId: run?.id },
    ]);
  });

  it('leaves none if it was a try of the draft, or called by another one that fails for it', async () => {
    const calledId = await publishWorkflow(
      app,
      'Called',
      chain(node('hand', 'manual'), node('work', 'fail', { message: 'no' })),
    );
    const callerId = await publishWorkflow(
      app,
      'Caller',
      chain(node('hand', 'manual'), node('call', 'sub-workflow', { workflowId: calledId })),
    );
    await waitForRun(app, await runByHand(app, calledId, { version: 'draft' }));
    await waitForRun(app, await runByHand(app, callerId, { version: 'published' }));
    await until('the letter of the caller', async () => (await lettersOf(callerId)).length === 1);
    expect(await lettersOf(calledId)).toEqual([]);
  });

  it('leaves one too if it was stopped in a circle, with the names of both', async () => {
    const relay = (name: string, from: string, to: string) =>
      publishWorkflow(app, name, chain(node('heard', 'event', { type: from }), node('pass', 'publish', { type: to })));
    const ids = await Promise.all([relay('Tick', 'dead.a', 'dead.b'), relay('Tock', 'dead.b', 'dead.a')]);
    await publishEvent(app, { type: 'dead.a' });
    const found = await until('the circle is stopped', async () =>
      (await Promise.all(ids.map((id) => lettersOf(id)))).flat().find(({ error }) => error?.code === 'LOOP_DETECTED'),
    );
    expect(found.error?.message).toMatch(/Tick.*Tock|Tock.*Tick/);
  });
});

describe('a dead letter', () => {
  it('is replayed as it was, on what is published by now', async () => {
    const workflowId = await publishWorkflow(app, 'As it was', picky('dead.replayed'));
    const eventId = await publishEvent(app, { type: 'dead.replayed' });
    const { id, runId: failedId } = await letterOf(workflowId, eventId);
    await republish(workflowId, MENDED);
    const replayed = await replay(id);
    expect(replayed.eventId).toBe(eventId);
    expect(await waitForRun(app, replayed.runId)).toMatchObject({
      status: 'succeeded',
      workflowVersion: 2,
      attempt: 1,
    });
    expect(await letter(id)).toMatchObject({ status: 'replayed', replayRunId: replayed.runId });
    expect(await lettersOf(workflowId)).toEqual([]);
    expect(await lettersOf(workflowId, '&status=replayed')).toHaveLength(1);
    expect(await deliveriesOf(app, eventId)).toMatchObject([
      { outcome: 'run', runId: failedId },
      { outcome: 'run', runId: replayed.runId, replay: true },
    ]);
    expect(await codeOf('POST', `/dead-letters/${id}/replay`)).toBe('409 LETTER_RESOLVED');
  });

  it('that fails again is a new one', async () => {
    const workflowId = await publishWorkflow(app, 'Fails again', picky('dead.again'));
    const eventId = await publishEvent(app, { type: 'dead.again' });
    const { id } = await letterOf(workflowId, eventId);
    const { runId } = await replay(id);
    const [second] = await until('the second letter', async () => {
      const open = await lettersOf(workflowId);
      return open[0]?.runId === runId && open;
    });
    expect(await lettersOf(workflowId)).toHaveLength(1);
    expect(await letter(id)).toMatchObject({ status: 'replayed', replayRunId: runId });
    expect(second?.id).not.toBe(id);
  });

  it('with mended data is a new event for that consumer alone', async () => {
    const workflowId = await publishWorkflow(app, 'Mended', picky('dead.mended'));
    const otherId = await publishWorkflow(app, 'Other', chain(node('heard', 'event', { type: 'dead.mended' })));
    const event = { type: 'dead.mended', source: '/shop', subject: 'S-2', data: { totl: 5 } };
    const brokenId = await publishEvent(app, event);
    const { id } = await letterOf(workflowId, brokenId);
    const { eventId, runId } = await replay(id, { data: { total: 5 } });
    const run = await waitForRun(app, runId);
    expect(run).toMatchObject({ status: 'succeeded', workflowId, eventId, trigger: 'heard' });
    const mended = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(mended.event).toMatchObject({ ...event, data: { total: 5 }, causationid: brokenId });
    expect(mended.deliveries).toMatchObject([{ workflowId, outcome: 'run', runId }]);
    expect(await waitForRunsOf(app, otherId, 1)).toHaveLength(1);
    expect(await letter(id)).toMatchObject({ status: 'replayed', replayRunId: runId });
  });

  it('is resolved by a retry of its run that succeeds', async () => {
    const workflowId = await publishWorkflow(app, 'Retried', picky('dead.retried'));
    const { id, runId } = await letterOf(workflowId, await publishEvent(app, { type: 'dead.retried' }));
    const retry = async (body: object) => {
      const answer = await app.api<{ runId: string }>('POST', `/runs/${runId}/retry`, body);
      return waitForRun(app, expectStatus(answer, 202).runId);
    };
    expect((await retry({ from: 'start' })).status).toBe('failed');
    await until('the letter of the retry', async () => (await lettersOf(workflowId))[0]?.runId !== runId);
    expect(await lettersOf(workflowId)).toHaveLength(1);
    expect((await letter(id)).status).toBe('replayed');
    await republish(workflowId, MENDED);
    expect((await retry({ from: 'start', version: 'published' })).status).toBe('succeeded');
    expect(await lettersOf(workflowId)).toEqual([]);
  });

  it('is resolved by a replay of its event that succeeds', async () => {
    const workflowId = await publishWorkflow(app, 'Handed out again', picky('dead.handed'));
    const eventId = await publishEvent(app, { type: 'dead.handed' });
    const { id } = await letterOf(workflowId, eventId);
    await republish(workflowId, chain(node('heard', 'event', { type: 'dead.handed' })));
    await doJob(app, `/events/${eventId}/replay`);
    const [, replayed] = await waitForRunsOf(app, workflowId, 2);
    expect(await letter(id)).toMatchObject({ status: 'replayed', replayRunId: replayed?.id });
  });

  it('may be discarded, once', async () => {
    const workflowId = await publishWorkflow(app, 'Discarded', picky('dead.discarded'));
    const eventId = await publishEvent(app, { type: 'dead.discarded' });
    const { id, runId } = await letterOf(workflowId, eventId);
    expectStatus(await app.api('DELETE', `/dead-letters/${id}`), 204);
    expect(await letter(id)).toMatchObject({ status: 'discarded', replayRunId: null });
    expect(await deliveriesOf(app, eventId)).toMatchObject([{ outcome: 'run', runId }]);
    expect(await codeOf('DELETE', `/dead-letters/${id}`)).toBe('409 LETTER_RESOLVED');
    expect(await codeOf('DELETE', `/dead-letters/${crypto.randomUUID()}`)).toBe('404 NOT_FOUND');
    expect(await codeOf('GET', '/dead-letters/x')).toBe('404 NOT_FOUND');
    expect((await getRun(app, runId)).status).toBe('failed');
  });

  it('of a workflow that is not published stays open', async () => {
    const workflowId = await publishWorkflow(app, 'Gone', picky('dead.gone'));
    const { id } = await letterOf(workflowId, await publishEvent(app, { type: 'dead.gone' }));
    await app.api('POST', `/workflows/${workflowId}/unpublish`);
    expect(await codeOf('POST', `/dead-letters/${id}/replay`)).toBe('409 NOT_PUBLISHED');
    expect((await letter(id)).status).toBe('open');
    const job = await doJob(app, '/dead-letters/bulk', { action: 'replay', filter: { workflowId } });
    expect(job).toMatchObject({ status: 'succeeded', total: 1, done: 1, failed: 1 });
    expect((await resultsOf(app, job.id))[0]).toMatchObject({ itemId: id, ok: false });
  });
});
