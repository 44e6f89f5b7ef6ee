import { describe, expect, it } from 'vitest';
import { drawPlan } from './graph-builders.test-support.js';
import { START, waysOn, type Model, type Mutation, type Rules } from './ownership-model.test-support.js';

const CALL = { type: 'http-request' };
const STEPS = { a: CALL, b: CALL };
const ONE_AFTER_THE_OTHER = drawPlan(['start > a', 'a > b'], STEPS);
const SIDE_BY_SIDE = drawPlan(['start > a', 'start > b'], STEPS);

/** Every state that can be reached, breadth first. @throws Error with the way to a broken promise, or to a run that hangs */
function search(rules: Rules): { states: number; ends: number } {
  const seen = new Set([JSON.stringify(START)]);
  let frontier: { model: Model; path: string[] }[] = [{ model: START, path: [] }];
  let ends = 0;
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { model, path } of frontier) {
      const ways = waysOn(rules, model);
      if (ways.length === 0 && model.row.status !== 'ended') throw new Error(`the run hangs after ${path.join(', ')}`);
      if (ways.length === 0) ends += 1;
      for (const { name, go } of ways) {
        const after = follow(go, [...path, name]);
        const key = JSON.stringify(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ model: after, path: [...path, name] });
      }
    }
    frontier = next;
  }
  return { states: seen.size, ends };
}

function follow(go: () => Model, path: string[]): Model {
  try {
    return go();
  } catch (error) {
    throw new Error(`${(error as Error).message}: ${path.join(', ')}`, { cause: error });
  }
}

describe('two workers and one run, whatever happens in whatever order', { timeout: 60_000 }, () => {
  it.each([
    ['one after the other', ONE_AFTER_THE_OTHER],
    ['side by side', SIDE_BY_SIDE],
  ])('record each result of two steps %s once, and come to the end', (_, plan) => {
    const { states, ends } = search({ plan, faults: 2 });
    expect(states).toBeGreaterThan(500);
    expect(ends).toBeGreaterThan(0);
  });

  it.each<[Mutation, RegExp]>([
    ['no-fencing', /twice/],
    ['commit-without-epoch', /twice/],
    ['claim-without-epoch', /twice/],
    ['effect-before-commit', /before it was recorded/],
  ])('would be caught with %s', (mutation, message) => {
    expect(() => search({ plan: ONE_AFTER_THE_OTHER, faults: 2, mutation })).toThrow(message);
  });
});
