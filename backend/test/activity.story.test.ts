import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  expectStatus,
  node,
  publishWorkflow,
  runByHand,
  waitForRun,
  waitForRunsOf,
  webhook,
} from './support/workflows.js';

describe('the activity of the last day', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('counts runs by workflow and hour, knows the last one, and leaves tests out', async () => {
    const fine = await publishWorkflow(app, 'Fine', chain(webhook('active-fine'), node('note', 'set', { values: {} })));
    const broken = await publishWorkflow(
      app,
      'Broken',
      chain(webhook('active-broken'), node('stop', 'fail', { message: 'no' })),
    );
    for (const path of ['active-fine', 'active-fine', 'active-broken']) await callHook(app, path, {});
    await waitForRunsOf(app, fine, 2);
    await waitForRunsOf(app, broken, 1);
    await waitForRun(
      app,
      await runByHand(app, fine, { version: 'draft', only: 'note', pins: { hook: { output: {} } } }),
    );

    const activity = expectStatus(await app.api<Activity>('GET', '/activity'), 200);
    expect(activity).toMatchObject({ runs: 3, succeeded: 2, failed: 1, runsPerMinute: 0.6, deadLetters: 1 });
    expect(activity.p95Ms).toBeGreaterThanOrEqual(activity.p50Ms ?? Infinity);
    const of = (id: string) => activity.workflows.find(({ workflowId }) => workflowId === id);
    expect(of(fine)?.hours).toHaveLength(24);
    expect(of(fine)?.hours.at(-1)).toEqual({ succeeded: 2, failed: 0, other: 0 });
    expect(of(broken)).toMatchObject({ lastRun: { status: 'failed' } });
  });
});
