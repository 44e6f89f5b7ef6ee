import { describe, expect, it } from 'vitest';
import type { PlanNode } from './plan-graph.js';
import { buildEdge, drawPlan } from './graph-builders.test-support.js';
import { dueFor, goesOn, isSettled, isTaken, untouchedSuccessors } from './ready-nodes.js';
import type { StepState } from './run-state.js';

const step = (status: StepState['status'], port?: string): StepState => ({
  status,
  attempts: [],
  ...(port && { port }),
});
const steps = (states: Record<string, StepState>) => states;

describe(isSettled.name, () => {
  it.each([
    ['running', false],
    ['waiting', false],
    ['succeeded', true],
    ['failed', true],
    ['skipped', true],
    ['cancelled', true],
  ] as const)('%s: %s', (status, settled) => expect(isSettled(step(status))).toBe(settled));

  it('is false for a step that was not reached', () => expect(isSettled(undefined)).toBe(false));
});

describe(goesOn.name, () => {
  it('is true after a success and after a failure that was given a port', () => {
    expect([step('succeeded'), step('failed', 'out'), step('failed', 'error')].map(goesOn)).toEqual([true, true, true]);
    expect([step('failed'), step('skipped'), step('cancelled'), step('running'), undefined].map(goesOn)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe(isTaken.name, () => {
  it('compares the port that the source left by, the only port having no name or any of its two', () => {
    expect(isTaken(buildEdge('a', 'b'), { a: step('succeeded') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b', null), { a: step('succeeded') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b', 'out'), { a: step('succeeded') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b'), { a: step('succeeded', 'out') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b', 'true'), { a: step('succeeded', 'true') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b', 'false'), { a: step('succeeded', 'true') })).toBe(false);
    expect(isTaken(buildEdge('a', 'b', 'error'), { a: step('failed', 'error') })).toBe(true);
    expect(isTaken(buildEdge('a', 'b'), { a: step('failed', 'error') })).toBe(false);
    expect(isTaken(buildEdge('a', 'b'), { a: step('failed') })).toBe(false);
    expect(isTaken(buildEdge('a', 'b'), {})).toBe(false);
  });
});

describe(dueFor.name, () => {
  const join = drawPlan(['start > a', 'start > b', 'a > join', 'b > join']).nodes.get('join') as PlanNode;

  it('waits for every node before it', () => {
    expect(dueFor(join, {})).toBe('wait');
    expect(dueFor(join, steps({ a: step('succeeded') }))).toBe('wait');
    expect(dueFor(join, steps({ a: step('succeeded'), b: step('running') }))).toBe('wait');
    expect(dueFor(join, steps({ a: step('skipped'), b: step('waiting') }))).toBe('wait');
  });

  it('runs if one of its edges was taken, and is skipped if none was', () => {
    expect(dueFor(join, steps({ a: step('succeeded'), b: step('succeeded') }))).toBe('run');
    expect(dueFor(join, steps({ a: step('succeeded'), b: step('skipped') }))).toBe('run');
    expect(dueFor(join, steps({ a: step('failed', 'out'), b: step('skipped') }))).toBe('run');
    expect(dueFor(join, steps({ a: step('skipped'), b: step('skipped') }))).toBe('skip');
    expect(dueFor(join, steps({ a: step('succeeded', 'other'), b: step('failed', 'error') }))).toBe('skip');
  });
});

describe(untouchedSuccessors.name, () => {
  it('gives each node after those given once, unless it was reached before', () => {
    const plan = drawPlan(['start > a', 'start > b', 'a > c', 'b > c', 'b > d']);
    const found = untouchedSuccessors(plan, { d: step('running') }, ['a', 'b', 'unknown']);
    expect(found.map(({ id }) => id)).toEqual(['c']);
  });
});
