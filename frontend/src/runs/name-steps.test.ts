import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../api/queries';
import { aType } from '../canvas/test-graphs';
import { nameSteps } from './name-steps';
import { aRun } from './test-runs';

describe(nameSteps.name, () => {
  it('calls steps without a label by what they are, in sentences too', () => {
    const graph = {
      nodes: [
        { id: 'd', type: 'delay', params: {} },
        { id: 'e', type: 'delay', label: 'Nap', params: {} },
      ],
      edges: [],
    };
    const waitingFor: ShownRun['waitingFor'] = [
      { type: 'timer', nodeId: 'd', sentence: '“d, iteration 3” waits until noon.' },
      { type: 'event', nodeId: 'e', topic: 'x', sentence: '“e” waits for an event “x”.' },
    ];
    const run: ShownRun = { ...aRun('r', 1), steps: [], graph, retryOf: null, parent: null, waitingFor };
    const named = nameSteps(run, new Map([['delay', { ...aType('delay'), title: 'Delay' }]]));
    expect(named.graph.nodes.map(({ label }) => label)).toEqual(['Delay', 'Nap']);
    expect(named.waitingFor.map(({ sentence }) => sentence)).toEqual([
      '“Delay, iteration 3” waits until noon.',
      '“Nap” waits for an event “x”.',
    ]);
  });
});
