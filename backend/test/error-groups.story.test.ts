import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorGroup, Job, Page, RunSummary } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { waitForJob } from './support/jobs.js';
import {
  callHook,
  chain,
  createWorkflow,
  expectStatus,
  node,
  publishWorkflow,
  runByHand,
  waitForRun,
  webhook,
} from './support/workflows.js';

let app: TestApp;
let workflowId: string;
beforeAll(async () => {
  app = await startTestApp();
  workflowId = await publishWorkflow(app, 'Pays', graph(`throw new Error('No account for order ' + input.body.id)`));
});
afterAll(() => app.close());

const graph = (code: string) => chain(webhook('pays'), node('pay', 'code', { code }));

async function fail(id: number): Promise<string> {
  const { runId } = await callHook(app, 'pays', { id });
  await waitForRun(app, runId);
  return runId;
}

const list = async (query = ''): Promise<Page<ErrorGroup>> =>
  expectStatus(await app.api<Page<ErrorGroup>>('GET', `/errors?workflowId=${workflowId}${query}`), 200);

const groupAt = async (path: string, method = 'GET'): Promise<ErrorGroup> =>
  expectStatus(await app.api<ErrorGroup>(method, `/errors/${path}`), 200);

describe('groups of errors', () => {
  let runIds: string[];
  let group: ErrorGroup;

  it('hold the runs that failed alike, whatever their data', async () => {
    runIds = [await fail(1), await fail(2), await fail(37)];
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        workflowId,
        workflowName: 'Pays',
        nodeId: 'pay',
        code: 'CODE_FAILED',
        lastRunId: runIds[2],
        count: 3,
        versions: [1],
        status: 'open',
        resolvedAt: null,
        regressedAt: null,
      },
    ]);
    group = items[0]!;
    expect(group.message).toContain('order 37');
    expect(group.firstSeenAt < group.lastSeenAt).toBe(true);
    expect(await groupAt(group.fingerprint)).toEqual(group);
  });

  it('list their runs', async () => {
    const runs = await app.api<Page<RunSummary>>('GET', `/runs?errorGroup=${group.fingerprint}`);
    expect(runs.body.items.map(({ id }) => id)).toEqual(runIds.toReversed());
    const none = await app.api<Page<RunSummary>>('GET', '/runs?errorGroup=nothing');
    expect(none.body.items).toEqual([]);
  });

  it('are resolved, and open again when they fail again', async () => {
    const resolved = await groupAt(`${group.fingerprint}/resolve`, 'POST');
    expect(resolved).toMatchObject({ status: 'resolved', regressedAt: null });
    expect(await groupAt(`${group.fingerprint}/resolve`, 'POST')).toEqual(resolved);
    expect((await list('&status=open')).items).toEqual([]);
    expect((await list('&status=resolved')).items).toEqual([resolved]);
    expect(await groupAt(`${group.fingerprint}/reopen`, 'POST')).toMatchObject({ status: 'open', regressedAt: null });
    await groupAt(`${group.fingerprint}/resolve`, 'POST');
    await fail(4);
    const again = await groupAt(group.fingerprint);
    expect(again).toMatchObject({ count: 4, status: 'open', resolvedAt: null, regressedAt: again.lastSeenAt });
  });

  it('are others for another error, and tell the versions that failed', async () => {
    const { body } = await app.api<{ revision: number }>('GET', `/workflows/${workflowId}`);
    const next = graph(`if (input.body.id < 10) throw new Error('No account for order ' + input.body.id); null.x;`);
    expectStatus(await app.api('PATCH', `/workflows/${workflowId}`, { baseRevision: body.revision, graph: next }), 200);
    expectStatus(await app.api('POST', `/workflows/${workflowId}/publish`), 200);
    await fail(5);
    await fail(50);
    const { items, nextCursor } = await list('&limit=1');
    expect(items).toMatchObject([{ count: 1, versions: [2] }]);
    const second = await list(`&limit=1&cursor=${nextCursor}`);
    expect(second).toMatchObject({ items: [{ count: 5, versions: [1, 2] }], nextCursor: null });
  });

  it('are retried as a whole', async () => {
    const { body } = await app.api<{ jobId: string }>('POST', '/runs/bulk', {
      action: 'retry',
      filter: { errorGroup: group.fingerprint, status: 'failed' },
    });
    const job: Job = await waitForJob(app, body.jobId);
    expect(job).toMatchObject({ status: 'succeeded', total: 5, done: 5 });
  });

  it('leave drafts out, and say when there is none', async () => {
    const { id } = await createWorkflow(
      app,
      'Draft',
      chain(node('start', 'manual'), node('end', 'fail', { message: 'no' })),
    );
    expect((await waitForRun(app, await runByHand(app, id))).status).toBe('failed');
    expect((await app.api<Page<ErrorGroup>>('GET', `/errors?workflowId=${id}`)).body.items).toEqual([]);
    for (const [method, path] of [
      ['GET', 'none'],
      ['POST', 'none/resolve'],
    ] as const)
      expect((await app.api(method, `/errors/${path}`)).status).toBe(404);
    expect((await app.api<Page<ErrorGroup>>('GET', '/errors?workflowId=x&cursor=y')).body.items).toEqual([]);
  });
});

it('counts every run of many that fail at once', async () => {
  const id = await publishWorkflow(
    app,
    'Fails',
    chain(webhook('fails'), node('end', 'fail', { message: '{{ trigger.body.why }}' })),
  );
  const calls = Array.from({ length: 60 }, (_, n) => callHook(app, 'fails', { why: n % 2 ? 'odd 1' : `no more ${n}` }));
  for (const { runId } of await Promise.all(calls)) await waitForRun(app, runId);
  const { items } = (await app.api<Page<ErrorGroup>>('GET', `/errors?workflowId=${id}`)).body;
  expect(items.map(({ count }) => count)).toEqual([30, 30]);
});
