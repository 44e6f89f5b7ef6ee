import { DEFAULT_PORT } from '../contract/index.js';
import { beginAttempt, put, type Frame } from './frame.js';
import type { PlanNode } from './plan-graph.js';
import { dueFor, untouchedSuccessors } from './ready-nodes.js';
import type { Millis, StepState } from './run-state.js';
import { stepInput } from './step-input.js';

/** Draws the consequences of settled nodes: starts, skips or passes through what is due, as far as it goes. */
export function settleSteps(frame: Frame, settled: readonly string[], at: Millis): void {
  let last = settled;
  while (last.length > 0) {
    const next: string[] = [];
    for (const planned of untouchedSuccessors(frame.plan, frame.steps, last)) {
      const due = dueFor(planned, frame.steps);
      if (due === 'wait') continue;
      if (due === 'run' && !planned.node.disabled) {
        beginAttempt(frame, planned.id, { status: 'running', attempts: [], startedAt: at }, at);
        continue;
      }
      put(
        frame,
        planned.id,
        due === 'skip' ? { status: 'skipped', attempts: [], finishedAt: at } : passThrough(frame, planned, at),
      );
      next.push(planned.id);
    }
    last = next;
  }
}

/** A disabled node hands its input on. */
function passThrough({ plan, steps }: Frame, planned: PlanNode, at: Millis): StepState {
  const output = stepInput(plan, { steps }, planned.id);
  const port = planned.mainPort === DEFAULT_PORT ? {} : { port: planned.mainPort };
  return { status: 'succeeded', output, attempts: [], startedAt: at, finishedAt: at, ...port };
}
