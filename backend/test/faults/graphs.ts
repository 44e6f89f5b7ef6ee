import type { Graph, GraphNode } from '../../src/contract/index.js';
import { chain, edge, node } from '../support/workflows.js';

/** The path of the webhook at which the orders of a fault test arrive. */
export const ORDER_HOOK = 'fault/order';

/** What a client sends. Orders whose flag is set make that part of the workflows do something else. */
export interface Order {
  op: string;
  /** Where the sink is. */
  sink: string;
  /** The sink fails the first call to check it. */
  isFlaky: boolean;
  /** Its audit is refused for good, which fails a run. */
  isBad: boolean;
}

const RETRY = { attempts: 20, backoff: 'fixed' as const, delayMs: 100 };

/** A call of the sink, which is told whose it is. */
function call(id: string, order: string, extras: Partial<GraphNode> = {}, step = id): GraphNode {
  const body = { run: '{{ run.id }}', step, op: `{{ ${order}.op }}`, isFlaky: `{{ ${order}.isFlaky }}` };
  const params = { method: 'POST', url: `{{ ${order}.sink + "/${id}" }}`, body };
  return node(id, 'http-request', params, { retry: RETRY, ...extras });
}

/** Branches in parallel, a back-off, a failure that is gone around, a join, an event for others. */
const order: Graph = {
  nodes: [
    node('hook', 'webhook', { path: ORDER_HOOK, eventType: 'fault.order' }),
    node('prepared', 'set', { values: { order: '{{ trigger.body }}' } }),
    call('tell', 'trigger.body'),
    call('check', 'trigger.body'),
    call('refuse', 'trigger.body', { onError: 'branch' }),
    node('noted', 'set', { values: { code: '{{ input.error.code }}' } }),
    node('joined', 'set', { values: { told: '{{ steps.tell.status }}', checked: '{{ steps.check.status }}' } }),
    node('send', 'publish', { type: 'fault.order.done', data: '{{ trigger.body }}' }),
    node('sent', 'set', { values: { id: '{{ input.id }}' } }),
  ],
  edges: [
    edge('hook', 'prepared'),
    edge('prepared', 'tell'),
    edge('prepared', 'check'),
    edge('prepared', 'refuse'),
    edge('refuse.error', 'noted'),
    edge('tell', 'joined'),
    edge('check', 'joined'),
    edge('noted', 'joined'),
    edge('joined', 'send'),
    edge('send', 'sent'),
  ],
};

/** A loop whose iterations call out, a pause after it, and what is left of both. */
const follow: Graph = {
  nodes: [
    node('heard', 'event', { type: 'fault.order.done' }),
    node('each', 'for-each', { items: '{{ ["paper", "post"] }}', concurrency: 2 }),
    node('kind', 'set', { values: { kind: '{{ item }}' } }),
    call('book', 'trigger', {}, 'book@{{ index }}'),
    node('rest', 'delay', { ms: 200 }),
    node('closed', 'set', { values: { booked: '{{ steps.each.count }}' } }),
  ],
  edges: [
    edge('heard', 'each'),
    edge('each.item', 'kind'),
    edge('kind', 'book'),
    edge('each.done', 'rest'),
    edge('rest', 'closed'),
  ],
};

const audit = chain(
  node('heard', 'event', {
    type: 'fault.order.done',
    filter: { all: [{ left: '{{ event.data.isBad }}', operator: 'eq', right: true }] },
  }),
  call('refuse', 'trigger'),
);

/** Orders one after the other, those of each of three books. */
const books = chain(
  node('heard', 'event', { type: 'fault.order.done', orderingKey: '{{ Number(event.data.op.slice(-1)) % 3 }}' }),
  call('enter', 'trigger'),
);

/** The one of the workflows whose runs fail, all of them: its sink refuses for good. */
export const FAILING_WORKFLOW = 'Audit bad ones';

/** The workflows that every fault test runs; whoever adds a kind of node adds it here. */
export const WORKFLOWS: Record<string, Graph> = {
  'Take orders': order,
  'Follow up': follow,
  'Keep the books': books,
  [FAILING_WORKFLOW]: audit,
};
