import { Parser } from '@asyncapi/parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SystemMap } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';
import { callHook, chain, expectStatus, node, publishWorkflow, waitForRun, webhook } from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const readMap = async (): Promise<SystemMap> => expectStatus(await app.api<SystemMap>('GET', '/map'), 200);

describe('the map', () => {
  it('tells who makes which events and who runs for them, how many, and what waits', async () => {
    const shop = chain(
      webhook('shop', { eventType: 'shop.asked' }),
      node('send', 'publish', { type: 'order.created' }),
    );
    const shopId = await publishWorkflow(app, 'Shop', shop);
    const heard = node('heard', 'event', { type: 'order.*' });
    const billsId = await publishWorkflow(app, 'Bills', chain(heard, node('done', 'set')));
    expectStatus(await app.api('POST', `/workflows/${billsId}/pause`), 200);
    const { runId } = await callHook(app, 'shop', {});
    await waitForRun(app, runId);

    const map = await until('the rates on the map', async () => {
      const found = await readMap();
      return found.edges.some(({ backlog = 0 }) => backlog > 0) && found;
    });
    expect(map.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'producer', label: '/hooks/shop', workflowId: shopId, nodeType: 'webhook' }),
        expect.objectContaining({ kind: 'producer', label: 'Shop', workflowId: shopId }),
        expect.objectContaining({ kind: 'topic', topic: 'order.created' }),
        expect.objectContaining({ kind: 'consumer', label: 'Bills', workflowId: billsId, status: 'paused' }),
      ]),
    );
    const flow = map.edges.filter(({ target, source }) => [target, source].includes('topic:order.created'));
    expect(flow).toMatchObject([
      { kind: 'produces', source: `producer:workflow:${shopId}` },
      { kind: 'consumes', target: `consumer:${billsId}`, backlog: 1 },
    ]);
    expect(flow.every(({ ratePerMinute }) => ratePerMinute > 0)).toBe(true);
  });
});

describe('/asyncapi.json', () => {
  it('is a valid AsyncAPI 3.0 document of the topics in use, for those who are logged in', async () => {
    const answer = await app.request<object>('GET', '/asyncapi.json', undefined, {
      authorization: `Bearer ${app.apiKey}`,
    });
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(answer.body));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(
      document
        ?.channels()
        .all()
        .map((channel) => channel.address()),
    ).toEqual(expect.arrayContaining(['order.created', 'shop.asked']));
    expect((await app.request('GET', '/asyncapi.json')).status).toBe(401);
  });
});
