import type { Plan } from './plan-graph.js';
import type { LoopResult, RunState } from './run-state.js';
import { lastOutput } from './step-input.js';

/** The output of a loop: the results of its iterations in the order of the items. */
export interface LoopOutput {
  results: unknown[];
  count: number;
}

/** Puts results in order that came in any. */
export function loopResults(last: LoopResult | undefined, count: number): LoopOutput {
  const results: unknown[] = new Array(count).fill(null);
  for (let result = last; result; result = result.earlier)
    // There may be results of a list that was longer, in an earlier run of another version.
    if (result.index < count) results[result.index] = result.value ?? null;
  return { results, count };
}

/** The same from iterations as they were stored: the output of a loop is the outputs in it, and is not stored twice. */
export function resultsOfFrames(body: Plan, frames: Readonly<Record<string, RunState>>): LoopOutput {
  const indices = Object.keys(frames).map(Number);
  const count = indices.length === 0 ? 0 : Math.max(...indices) + 1;
  const results: unknown[] = new Array(count).fill(null);
  for (const index of indices) results[index] = lastOutput(body, frames[index] ?? { steps: {} }) ?? null;
  return { results, count };
}
