import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../api/queries';
import { drawn, FLOW_TYPES } from '../canvas/test-graphs';
import { repeatedEffects } from './repeated-effects';
import { aRun, aStep } from './test-runs';

const http = { nodeType: 'http-request' };
const graph = drawn(['order > pay', 'pay > each', 'each.item > ship', 'each.done > tell'], {
  pay: 'http-request',
  each: 'for-each',
  ship: 'http-request',
  tell: 'http-request',
});
const run: ShownRun = {
  ...aRun('r1', 0, { status: 'failed' }),
  graph,
  retryOf: null,
  parent: null,
  waitingFor: [],
  steps: [
    aStep('order', 0, 1),
    aStep('pay', 1, 2, http),
    aStep('each', 2, 3, { nodeType: 'for-each' }),
    aStep('ship', 2, 3, { ...http, iteration: '0' }),
    aStep('ship', 2, 3, { ...http, iteration: '1', status: 'failed' }),
    aStep('tell', null, null, { ...http, status: 'skipped' }),
  ],
};
const repeated = (from: string) => repeatedEffects(run, FLOW_TYPES, from).map(({ nodeId, times }) => [nodeId, times]);

describe(repeatedEffects.name, () => {
  it('is all that touched the world, from the start', () => {
    expect(repeated('start')).toEqual([
      ['pay', 1],
      ['ship', 2],
    ]);
  });

  it('is only what did not succeed, from the failed step', () => {
    expect(repeated('failed')).toEqual([['ship', 1]]);
  });

  it('is what comes after a step that is chosen, through loops', () => {
    expect(repeated('each')).toEqual([['ship', 2]]);
    expect(repeated('tell')).toEqual([]);
    const sent = { ...run, steps: [...run.steps.slice(0, -1), aStep('tell', 3, 4, http)] };
    expect(repeatedEffects(sent, FLOW_TYPES, 'ship').map(({ nodeId }) => nodeId)).toEqual(['ship', 'tell']);
  });
});
