import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TopicEnds, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  createWorkflow,
  expectStatus,
  node,
  publishWorkflow,
  waitForRunsOf,
  webhook,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const endsOf = async (type: string) =>
  expectStatus(await app.api<TopicEnds>('GET', `/topics/${encodeURIComponent(type)}/ends`), 200);

describe('the ends of a topic', () => {
  it('are the workflows that send and hear it, with their state and their last run', async () => {
    const shop = await publishWorkflow(
      app,
      'Shop',
      chain(webhook('ends-shop'), node('tell', 'publish', { type: 'ends.created', data: 1 })),
    );
    const bills = await publishWorkflow(app, 'Bills', chain(node('heard', 'event', { type: 'ends.*' })));
    const stock = await publishWorkflow(app, 'Stock', chain(node('heard', 'event', { type: 'ends.created' })));
    expectStatus(await app.api('POST', `/workflows/${stock}/pause`), 200);
    const draft = await createWorkflow(
      app,
      'Letters',
      chain(node('start', 'manual'), node('wait', 'wait-for-event', { type: 'ends.created' })),
    );
    expect(await endsOf('ends.created')).toEqual({
      producers: [
        {
          ...{ workflowId: shop, workflowName: 'Shop', status: 'published' },
          ...{ nodeId: 'tell', nodeType: 'publish', topic: 'ends.created', lastRun: null },
        },
      ],
      consumers: [
        expect.objectContaining({ workflowId: bills, status: 'published', topic: 'ends.*' }),
        expect.objectContaining({ workflowId: stock, status: 'paused', nodeId: 'heard' }),
        expect.objectContaining({ workflowId: draft.id, status: 'draft', nodeType: 'wait-for-event' }),
      ],
    });

    await callHook(app, 'ends-shop', {});
    const [run] = await waitForRunsOf(app, bills, 1);
    const { consumers, producers } = await endsOf('ends.created');
    expect(producers[0]?.lastRun?.status).toBe('succeeded');
    expect(consumers[0]?.lastRun).toEqual({ id: run?.id, status: 'succeeded' });
    expect((await endsOf('ends.>')).producers).toHaveLength(1);
  });

  it('follow the draft until a workflow is published, and what is published from then on', async () => {
    const heard = (type: string) => chain(node('heard', 'event', { type }));
    const { id } = await createWorkflow(app, 'Moving', heard('ends.first'));
    const hears = async (type: string) => (await endsOf(type)).consumers.some(({ workflowId }) => workflowId === id);
    const change = (baseRevision: number, type: string) =>
      app.api<Workflow>('PATCH', `/workflows/${id}`, { baseRevision, graph: heard(type) });
    expect(await hears('ends.first')).toBe(true);
    expectStatus(await change(1, 'ends.second'), 200);
    expect([await hears('ends.first'), await hears('ends.second')]).toEqual([false, true]);
    await app.api('POST', `/workflows/${id}/publish`);
    expectStatus(await change(2, 'ends.third'), 200);
    expect([await hears('ends.second'), await hears('ends.third')]).toEqual([true, false]);
    await app.api('DELETE', `/workflows/${id}`);
    expect(await hears('ends.second')).toBe(false);
  });

  it('are nobody at a topic that nobody knows', async () => {
    expect(await endsOf('nowhere.at.all')).toEqual({ producers: [], consumers: [] });
  });
});
