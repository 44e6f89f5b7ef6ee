import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase } from './support/database.js';
import { openStream, type Stream } from './support/stream.js';
import { until } from './support/until.js';
import { callHook, chain, node, publishWorkflow, webhook } from './support/workflows.js';

const runStates = ({ changes }: Stream, runId: string): string[] =>
  changes.flatMap((change) => (change.type === 'run' && change.run.id === runId ? [change.run.status] : []));

describe('the live stream', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it('tells of a run and its steps as they happen', async () => {
    const workflowId = await publishWorkflow(
      app,
      'Seen',
      chain(webhook('seen'), node('made', 'set', { values: { x: 1 } })),
    );
    const stream = await openStream(app);
    const { runId } = await callHook(app, 'seen', {});
    await until('the end of the run on the stream', () => runStates(stream, runId).includes('succeeded'));
    const steps = stream.changes.flatMap((change) =>
      change.type === 'step' && change.runId === runId ? [change] : [],
    );
    expect(steps.map(({ nodeId, status }) => `${nodeId} ${status}`)).toEqual(
      expect.arrayContaining(['hook succeeded', 'made succeeded']),
    );
    expect(steps.every((step) => step.workflowId === workflowId)).toBe(true);
    stream.close();
  });

  it('leaves out what a watcher did not ask for', async () => {
    const mine = await publishWorkflow(app, 'Mine', chain(webhook('mine'), node('made', 'set', { values: {} })));
    await publishWorkflow(app, 'Other', chain(webhook('other'), node('made', 'set', { values: {} })));
    const [all, filtered] = await Promise.all([openStream(app), openStream(app, `?workflowId=${mine}`)]);
    const other = await callHook(app, 'other', {});
    const wanted = await callHook(app, 'mine', {});
    await until(
      'both runs on the stream',
      () => runStates(all, other.runId).length > 0 && runStates(filtered, wanted.runId).includes('succeeded'),
    );
    expect(runStates(filtered, other.runId)).toEqual([]);
    all.close();
    filtered.close();
  });

  it('tells of a workflow that is saved and published', async () => {
    const stream = await openStream(app);
    const workflowId = await publishWorkflow(app, 'Told', chain(webhook('told')));
    await until('the change of the workflow', () =>
      stream.changes.some(
        (change) => change.type === 'workflow' && change.workflowId === workflowId && change.publishedVersion === 1,
      ),
    );
    stream.close();
  });

  it('is closed to strangers', async () => {
    expect((await app.request('GET', '/api/v1/stream')).status).toBe(401);
  });
});

describe('the live stream of a process that only serves pages', () => {
  it('tells of the steps that workers perform, while somebody watches', async () => {
    const database = await createTestDatabase();
    const api = await startTestApp({ database, env: { EVENTLOOM_ROLE: 'api' } });
    const worker = await startTestApp({ database, env: { EVENTLOOM_ROLE: 'worker' } });
    await publishWorkflow(api, 'Apart', chain(webhook('apart'), node('made', 'set', { values: { x: 1 } })));
    const stream = await openStream(api);
    const isTold = (nodeId: string): boolean =>
      stream.changes.some(
        (change) => change.type === 'step' && change.nodeId === nodeId && change.status === 'succeeded',
      );
    // The workers learn a moment later that somebody watches.
    await until('a step on the stream', async () => {
      if (!isTold('made')) await callHook(api, 'apart', {});
      return isTold('made');
    });
    stream.close();
    await api.close();
    await worker.close();
    await database.drop();
  });
});
