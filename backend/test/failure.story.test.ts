import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Graph, Run, StoredEvent, Workflow, WorkflowSettings } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  expectStatus,
  node,
  publishEvent,
  runByHand,
  stepOf,
  waitForRun,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';
import { until } from './support/until.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function publish(name: string, graph: Graph, settings: WorkflowSettings = {}): Promise<string> {
  const { id } = expectStatus(await app.api<Workflow>('POST', '/workflows', { name, graph, settings }), 201);
  expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  return id;
}

const failing = (path: string) =>
  chain(webhook(path), node('broken', 'code', { code: 'throw new Error("out of thread")' }));

async function failureOf(runId: string): Promise<StoredEvent> {
  return until(`the event of the failure of run ${runId}`, async () => {
    const query = `type=eventloom.run.failed&subject=${runId}`;
    return (await app.api<{ items: StoredEvent[] }>('GET', `/events?${query}`)).body.items[0];
  });
}

async function detailOf(eventId: string): Promise<EventDetail> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
}

async function runsOf(workflowId: string): Promise<Run[]> {
  return expectStatus(await app.api<{ items: Run[] }>('GET', `/runs?workflowId=${workflowId}`), 200).items;
}

describe('a run that fails', () => {
  it('publishes an event that names it, caused by it', async () => {
    const workflowId = await publish('Failing', failing('failing'));
    const { runId, eventId } = await callHook(app, 'failing', {});
    const event = await failureOf(runId);
    expect(event).toMatchObject({ source: `/workflows/${workflowId}`, subject: runId });
    expect(event.data).toMatchObject({
      runId,
      workflowId,
      workflowName: 'Failing',
      version: 1,
      eventId,
      error: { nodeId: 'broken', message: 'Error: out of thread' },
      attempt: 1,
    });
    expect((await detailOf(event.id)).cause).toEqual({ runId, nodeId: 'broken', eventId });
    expect((await detailOf(eventId)).effects).toMatchObject([{ eventId: event.id, type: 'eventloom.run.failed' }]);
  });

  it('starts whoever listens to failures, and the workflow that its settings name', async () => {
    const listener = await publish(
      'Listener',
      chain(node('on', 'event', { type: 'eventloom.run.*' }), node('n', 'set')),
    );
    const alarm = chain(
      node('hand', 'manual'),
      node('note', 'set', { values: { said: '{{ trigger.workflowName }}: {{ trigger.error.message }}' } }),
    );
    const alarmId = await publish('Alarm', alarm);
    await publish('Guarded', failing('guarded'), { onFailure: { workflowId: alarmId } });
    const { runId } = await callHook(app, 'guarded', {});
    const [run] = await waitForRunsOf(app, alarmId, 1);
    expect(run && stepOf(run, 'note').output).toEqual({ said: 'Guarded: Error: out of thread' });
    const { deliveries } = await detailOf((await failureOf(runId)).id);
    expect(deliveries.map(({ workflowId, outcome }) => [workflowId, outcome])).toEqual([
      [alarmId, 'run'],
      [listener, 'run'],
    ]);
    expectStatus(await app.api('POST', `/workflows/${listener}/unpublish`), 200);
  });

  it('prefers the trigger that hears of failures, which runs once although it would have heard anyway', async () => {
    const both = {
      nodes: [node('hand', 'manual'), node('on', 'event', { type: 'eventloom.run.failed' }), node('n', 'set')],
      edges: [{ id: 'e', source: 'on', target: 'n' }],
    };
    const handler = await publish('Handler', both);
    await publish('Handled', failing('handled'), { onFailure: { workflowId: handler } });
    const { runId } = await callHook(app, 'handled', {});
    const event = await failureOf(runId);
    const [run] = await waitForRunsOf(app, handler, 1);
    expect(run).toMatchObject({ trigger: 'on', eventId: event.id, status: 'succeeded' });
    expect(await runsOf(handler)).toHaveLength(1);
    expectStatus(await app.api('POST', `/workflows/${handler}/unpublish`), 200);
  });

  it('is told of although the workflow on failure is not published', async () => {
    const draft = expectStatus(
      await app.api<Workflow>('POST', '/workflows', { name: 'Unready', graph: chain(node('hand', 'manual')) }),
      201,
    );
    await publish('Alone', failing('alone'), { onFailure: { workflowId: draft.id } });
    const { runId } = await callHook(app, 'alone', {});
    expect((await detailOf((await failureOf(runId)).id)).deliveries).toEqual([]);
  });

  it('is not told of if it is a draft that is tried out, nor is one that succeeds', async () => {
    const id = await publish('Tried', failing('tried'));
    const tried = await waitForRun(app, await runByHand(app, id, { version: 'draft' }));
    expect(tried.status).toBe('failed');
    await publish('Well', chain(webhook('well'), node('n', 'set')));
    const { runId } = await callHook(app, 'well', {});
    await waitForRun(app, runId);
    const published = await waitForRun(app, await runByHand(app, id));
    await failureOf(published.id);
    const subjects = (await app.api<{ items: StoredEvent[] }>('GET', '/events?type=eventloom.run.failed')).body.items;
    expect(subjects.map(({ subject }) => subject)).toContain(published.id);
    for (const silent of [tried.id, runId]) expect(subjects.map(({ subject }) => subject)).not.toContain(silent);
  });

  it('ends a chain of failures after 25 hops', async () => {
    const id = await publish(
      'Worse and worse',
      chain(node('on', 'event', { type: 'trouble.began' }), node('too', 'code', { code: 'throw new Error("no")' })),
    );
    const settings = { onFailure: { workflowId: id } };
    expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, settings }), 200);
    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    await publishEvent(app, { type: 'trouble.began', data: {} });
    const runs = await waitForRunsOf(app, id, 26);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['failed']));
    expect(await runsOf(id)).toHaveLength(26);
  });
});

describe('a workflow on failure that does not exist', () => {
  it('is a problem that blocks publishing', async () => {
    const settings = { onFailure: { workflowId: '018f0000-0000-7000-8000-000000000000' } };
    const created = await app.api<Workflow>('POST', '/workflows', { name: 'Lost', graph: failing('lost'), settings });
    const { id, problems } = expectStatus(created, 201);
    expect(problems).toMatchObject([{ code: 'WORKFLOW_NOT_FOUND', severity: 'error' }, { code: 'WEBHOOK_OPEN' }]);
    const refused = await app.api<ProblemBody>('POST', `/workflows/${id}/publish`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'WORKFLOW_NOT_FOUND' } });
  });
});
