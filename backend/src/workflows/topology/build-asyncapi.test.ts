import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from 'vitest';
import { buildAsyncApi, type AsyncApiFacts } from './build-asyncapi.js';
import type { LinkedWorkflow, Listening } from './workflow-links.js';

function listening(pattern: string, extras: Partial<Listening> = {}): Listening {
  return { nodeId: 'on', nodeType: 'event', label: 'Event', pattern, source: null, isFiltered: false, ...extras };
}

const shop: LinkedWorkflow = {
  ...{ workflowId: 'w1', name: 'Shop', status: 'published' },
  listens: [listening('shop.order', { nodeType: 'webhook', source: '/hooks/shop' }), listening('lonely.*.>')],
  publishes: [{ nodeId: 'send', label: 'Send event', topic: 'order.created' }],
  waits: [],
};
const facts: AsyncApiFacts = {
  version: '1.2.3',
  workflows: [shop, { ...shop, workflowId: 'w2', name: 'Bills', listens: [listening('order.*')], publishes: [] }],
  rates: [{ type: 'temp.read', source: '/sensors', perMinute: 1 }],
  topics: [
    { type: 'order.created', description: 'An order', schema: { type: 'object', required: ['id'] } },
    { type: 'empty.never', description: '', schema: false },
  ],
};

async function errorsOf(document: unknown): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  return diagnostics
    .filter(({ severity }) => severity === 0)
    .map(({ message, path }) => `${path.join('/')}: ${message}`);
}

// The parser compiles the whole specification first.
const PARSER_MS = 30_000;

describe(buildAsyncApi, () => {
  it(
    'is valid for the official parser, whatever there is',
    async () => {
      expect(await errorsOf(buildAsyncApi(facts))).toEqual([]);
      expect(await errorsOf(buildAsyncApi({ ...facts, workflows: [], rates: [], topics: [] }))).toEqual([]);
      expect(await errorsOf({ ...buildAsyncApi(facts), info: {} })).not.toEqual([]);
    },
    PARSER_MS,
  );

  it('tells the topics with their schemas, and who sends and receives', () => {
    const { channels, operations, components } = buildAsyncApi(facts);
    expect(Object.keys(channels)).toEqual([
      'empty.never',
      'lonely.ANY.REST',
      'order.created',
      'shop.order',
      'temp.read',
    ]);
    expect(channels['lonely.ANY.REST']).toMatchObject({ address: 'lonely.{segment2}.{rest}' });
    expect(components.messages['order.created']).toMatchObject({
      payload: { properties: { data: { type: 'object', required: ['id'] } } },
    });
    expect(Object.keys(operations)).toEqual([
      'send.order.created.w1',
      'receive.shop.order.w1',
      'receive.lonely.ANY.REST.w1',
      'receive.order.created.w2',
    ]);
  });
});
