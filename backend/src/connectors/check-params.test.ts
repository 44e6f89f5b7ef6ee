import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../contract/index.js';
import { checkParams } from './check-params.js';

const IDS = new Set(['first', 'node']);

function check(type: string, params: Record<string, unknown>): [string, string | undefined][] {
  const node: GraphNode = { id: 'node', type, params: params as GraphNode['params'] };
  return checkParams(node, 3, IDS).map(({ code, pointer }) => [code, pointer?.replace('/nodes/3/params', '')]);
}

describe(checkParams.name, () => {
  it.each<[string, Record<string, unknown>]>([
    ['webhook', { path: 'orders' }],
    ['webhook', { path: 'orders', sample: '{{ not an expression' }],
    ['schedule', { cron: '*/5 9-17 * * MON-FRI', timezone: 'America/New_York', catchUp: 'all' }],
    ['schedule', { everyMs: 1000, cron: '' }],
    ['event', { type: 'order.*', source: '', filter: { any: [{ left: '{{ event.data.x }}', operator: 'exists' }] } }],
    ['event', { type: 'a', orderingKey: '{{ event.data.id }}-{{ vars.region }}', onDeadLetter: 'skip' }],
    ['manual', {}],
    ['set', { values: { a: '{{ steps.first.x }}', b: [{ c: 1 }] } }],
    ['set', { values: '{{ input }}' }],
    ['if', { conditions: '{{ vars.rule }}' }],
    ['if', { conditions: { all: [{ left: '{{ index }}', operator: 'in', right: [1, 2] }] } }],
    ['code', { code: 'return "{{ nope + }}"', timeoutMs: '{{ vars.limit }}' }],
    [
      'http-request',
      { url: '{{ trigger.url }}', method: '{{ trigger.method }}', headers: { a: '{{ 1 }}' }, timeoutMs: '{{ 5 }}' },
    ],
    ['publish', { type: 'order.{{ trigger.kind }}', data: [1] }],
    ['unheard-of', { anything: '{{' }],
  ])('finds nothing wrong with %s %j', (type, params) => {
    expect(check(type, params)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['webhook', {}, 'PARAM_REQUIRED', '/path'],
    ['webhook', { path: '' }, 'PARAM_REQUIRED', '/path'],
    ['webhook', { path: 5 }, 'PARAM_TYPE', '/path'],
    ['webhook', { path: '{{ vars.path }}' }, 'PARAM_INVALID', '/path'],
    ['webhook', { path: 'a', method: 'FETCH' }, 'PARAM_INVALID', '/method'],
    ['webhook', { path: 'a', auth: 'basic' }, 'PARAM_INVALID', '/auth'],
    [
      'event',
      { type: 'a', filter: { all: [{ left: '{{ steps.first.x }}', operator: 'exists' }] } },
      'EXPR_UNKNOWN_NAME',
      '/filter/all/0/left',
    ],
    ['event', { type: 'a', orderingKey: '{{ steps.first.x }}' }, 'EXPR_UNKNOWN_NAME', '/orderingKey'],
    ['event', { type: 'a', orderingKey: '{{ event. }}' }, 'EXPR_SYNTAX', '/orderingKey'],
    ['event', { type: 'a', onDeadLetter: 'wait' }, 'PARAM_INVALID', '/onDeadLetter'],
    ['schedule', { cron: '61 * * * *' }, 'CRON_INVALID', '/cron'],
    ['schedule', { cron: '{{ vars.cron }}' }, 'CRON_INVALID', '/cron'],
    ['schedule', { cron: '0 0 31 4,6,9,11 *' }, 'CRON_NEVER_FIRES', '/cron'],
    ['schedule', { cron: 5 }, 'PARAM_TYPE', '/cron'],
    ['schedule', { cron: '* * * * *', timezone: 'Europe/Atlantis' }, 'TZ_UNKNOWN', '/timezone'],
    ['schedule', { everyMs: -1 }, 'INTERVAL_TOO_SHORT', '/everyMs'],
    ['schedule', { everyMs: 1000.5 }, 'PARAM_INVALID', '/everyMs'],
    ['schedule', { everyMs: 31_536_000_001 }, 'PARAM_INVALID', '/everyMs'],
    ['schedule', {}, 'PARAM_REQUIRED', '/cron'],
    ['schedule', { cron: '* * * * *', everyMs: 1000 }, 'PARAM_INVALID', '/everyMs'],
    ['set', { values: [] }, 'PARAM_TYPE', '/values'],
    ['set', { values: { 'a/b': ['{{ 1 + }}'] } }, 'EXPR_SYNTAX', '/values/a~1b/0'],
    ['set', { values: { a: '{{ steps.ghost }}' } }, 'EXPR_UNKNOWN_NAME', '/values/a'],
    ['set', { values: JSON.parse('{"a":{"__proto__":{"x":1}}}') as unknown }, 'PARAM_INVALID', '/values/a/__proto__'],
    ['if', {}, 'PARAM_REQUIRED', '/conditions'],
    ['if', { conditions: 'yes' }, 'PARAM_TYPE', '/conditions'],
    [
      'if',
      { conditions: { all: [{ left: 1, operator: 'like', right: 2 }] } },
      'PARAM_INVALID',
      '/conditions/all/0/operator',
    ],
    ['if', { conditions: { any: [{ operator: 'eq', right: 2 }] } }, 'PARAM_REQUIRED', '/conditions/any/0/left'],
    ['code', { code: '' }, 'PARAM_REQUIRED', '/code'],
    ['code', { code: 'return 1', timeoutMs: 0 }, 'PARAM_INVALID', '/timeoutMs'],
    ['code', { code: 'return 1', timeoutMs: '' }, 'PARAM_TYPE', '/timeoutMs'],
    ['http-request', { url: 'x', failOnStatus: 'no' }, 'PARAM_TYPE', '/failOnStatus'],
    ['http-request', { url: 'x', headers: { a: { b: 1 } } }, 'PARAM_TYPE', '/headers/a'],
    ['publish', { type: 'order.*' }, 'PARAM_INVALID', '/type'],
  ])('finds with %s %j: %s at %s', (type, params, code, pointer) => {
    expect(check(type, params)).toEqual([[code, pointer]]);
  });

  it('says whose problem it is, and where in the text', () => {
    const params = { url: 'https://x.example/\n{{ triger.id }}' };
    expect(checkParams({ id: 'call', type: 'http-request', params }, 0, IDS)).toEqual([
      {
        code: 'EXPR_UNKNOWN_NAME',
        severity: 'error',
        detail: expect.stringContaining('"triger"') as string,
        nodeId: 'call',
        pointer: '/nodes/0/params/url',
        line: 2,
        column: 4,
      },
    ]);
  });
});
