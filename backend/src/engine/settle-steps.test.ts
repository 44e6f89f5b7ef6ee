import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../contract/index.js';
import { openFrame, type Frame } from './frame.js';
import { drawPlan } from './graph-builders.test-support.js';
import type { RunState } from './run-state.js';
import { settleSteps } from './settle-steps.js';

const START = { start: { status: 'succeeded', output: 'in', attempts: [] } } as const;

function settled(
  edges: string[],
  nodes: Record<string, Partial<GraphNode>> = {},
  steps: RunState['steps'] = START,
): Frame {
  const out = { commands: [], changes: new Map() };
  const frame = openFrame(drawPlan(edges, nodes), { steps }, { iteration: '2', isHalted: false, out });
  settleSteps(frame, Object.keys(steps), 5);
  return frame;
}

describe(settleSteps.name, () => {
  it('begins what is due, where it is', () => {
    const { out, steps } = settled(['start > a', 'start > b', 'a > c']);
    expect(out.commands).toEqual([
      { type: 'perform', attempt: 1, nodeId: 'a', iteration: '2' },
      { type: 'perform', attempt: 1, nodeId: 'b', iteration: '2' },
    ]);
    expect(steps['a']).toEqual({ status: 'running', startedAt: 5, attempts: [{ number: 1, startedAt: 5 }] });
    expect(steps).not.toHaveProperty('c');
    expect([...out.changes.keys()]).toEqual(['2/a', '2/b']);
  });

  it('skips what nothing leads to, and passes through what is disabled, as far as it goes', () => {
    const nodes = { off: { disabled: true }, each: { type: 'for-each', disabled: true } };
    const { out, steps } = settled(
      ['start.error > no', 'no > never', 'start > off', 'off > each', 'each.done > a'],
      nodes,
    );
    expect(steps).toMatchObject({ no: { status: 'skipped' }, never: { status: 'skipped' } });
    expect(steps).toMatchObject({ off: { output: 'in' }, each: { output: 'in', port: 'done' } });
    expect(out.commands).toMatchObject([{ nodeId: 'a' }]);
  });

  it('begins what joins any with the first that was taken, once', () => {
    const nodes = { first: { type: 'merge', params: { mode: 'any' } } };
    const edges = ['start > a', 'start > b', 'a > first', 'b > first', 'start.error > c', 'c > first'];
    const begun = settled(edges, nodes, { ...START, a: { status: 'succeeded', attempts: [] } });
    expect(begun.out.commands).toMatchObject([{ nodeId: 'b' }, { nodeId: 'first' }]);
    settleSteps(begun, ['a', 'b', 'c'], 6);
    expect(begun.out.commands).toHaveLength(2);
  });
});
