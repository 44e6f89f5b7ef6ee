import { describe, expect, it } from 'vitest';
import type { GraphNode, WorkflowSettings } from '../contract/index.js';
import { checkOrdering } from './check-ordering.js';

function check(params: GraphNode['params'], settings: WorkflowSettings = {}, extras: Partial<GraphNode> = {}) {
  const on: GraphNode = { id: 'on', type: 'event', params: { type: 'a', ...params }, ...extras };
  return checkOrdering({ nodes: [on], edges: [] }, settings).map(({ severity, code, pointer }) => [
    severity,
    code,
    pointer,
  ]);
}

const KEY = { orderingKey: '{{ event.subject }}' };
const POINTER = '/nodes/0/params/orderingKey';

describe(checkOrdering.name, () => {
  it('finds nothing wrong with a key, or with none', () => {
    expect(check(KEY, { concurrency: { limit: 1 } })).toEqual([]);
    for (const orderingKey of ['', undefined])
      expect(check(orderingKey === undefined ? {} : { orderingKey }, { debounce: { waitMs: 5 } })).toEqual([]);
  });

  it('refuses a key where events do not have a run each', () => {
    for (const settings of [{ debounce: { waitMs: 5 } }, { batch: { size: 2, waitMs: 5 } }]) {
      expect(check(KEY, settings)).toEqual([['error', 'PARAM_INVALID', POINTER]]);
      expect(check(KEY, settings, { disabled: true })).toEqual([]);
    }
  });

  it('warns of a key that is the same for all events', () => {
    expect(check({ orderingKey: 'event.subject' })).toEqual([['warning', 'PARAM_INVALID', POINTER]]);
  });
});
