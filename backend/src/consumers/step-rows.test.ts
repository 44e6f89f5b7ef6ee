import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreRun, type RunState, type StepChanged, type StepState } from '../engine/index.js';
import { drawPlan } from '../engine/graph-builders.test-support.js';
import { randomRun } from '../engine/random-runs.test-support.js';
import { Simulation } from '../engine/simulate-run.test-support.js';
import { toStepChanged, toStepRow, type StepRow } from './step-rows.js';

const error = { code: 'X', message: 'x' };

/** A row with the JSON of the output, as the journal makes it. */
function rowOf(change: StepChanged): StepRow {
  const { output } = change.step;
  return toStepRow('run', change, { output: output === undefined ? undefined : JSON.stringify(output) });
}

/** A step on its way into the database and back. */
function roundTrip(step: StepState): StepState | undefined {
  return toStepChanged(rowOf({ nodeId: 'a', step })).step;
}

function restore(rows: readonly StepRow[]): RunState {
  const start = { status: 'succeeded', output: { total: 7 }, attempts: [] } as const;
  return restoreRun(drawPlan(['start > a']), start, rows.map(toStepChanged));
}

describe(toStepRow.name, () => {
  it('leaves out what the step itself says: its only attempt, if that went well', () => {
    const step: StepState = {
      status: 'succeeded',
      attempts: [{ number: 1, startedAt: 1000, finishedAt: 2000 }],
      startedAt: 1000,
      finishedAt: 2000,
    };
    expect(toStepRow('run', { nodeId: 'a', step }, { output: '{"x":1}' })).toEqual({
      runId: 'run',
      nodeId: 'a',
      iteration: '',
      status: 'succeeded',
      port: null,
      output: '{"x":1}',
      error: null,
      attempts: null,
      wait: null,
      logs: null,
      wakeAt: null,
      startedAt: new Date(1000),
      finishedAt: new Date(2000),
    });
  });

  it('keeps errors, ports and wake-up times', () => {
    const attempts = [{ number: 1, startedAt: 1000, finishedAt: 2000, error }];
    const row = rowOf({ nodeId: 'a', step: { status: 'waiting', attempts, startedAt: 1000, wakeAt: 5000 } });
    expect(row).toMatchObject({ wakeAt: new Date(5000), finishedAt: null, output: null });
    expect(JSON.parse(row.attempts ?? '')).toEqual(attempts);
    const failed: StepState = { status: 'failed', port: 'error', error, attempts, startedAt: 1000, finishedAt: 2000 };
    const { port, error: stored } = rowOf({ nodeId: 'a', step: failed });
    expect([port, JSON.parse(stored ?? '')]).toEqual(['error', error]);
  });
});

describe(toStepChanged.name, () => {
  it('begins with the trigger, which is no step that is stored', () => {
    expect(restore([])).toEqual({
      steps: { start: { status: 'succeeded', output: { total: 7 }, attempts: [] } },
    });
  });

  it('tells a disabled step, which had no attempt, from one that went well at the first', () => {
    const handedOn: StepState = { status: 'succeeded', output: 1, attempts: [], startedAt: 5, finishedAt: 5 };
    expect(roundTrip(handedOn)).toEqual(handedOn);
    const done: StepState = { ...handedOn, attempts: [{ number: 1, startedAt: 5, finishedAt: 5 }] };
    expect(roundTrip(done)).toEqual(done);
  });

  it('keeps an output of null', () => {
    const step: StepState = { status: 'succeeded', output: null, attempts: [], startedAt: 5, finishedAt: 5 };
    expect(roundTrip(step)).toEqual(step);
  });

  it('takes any name for a step', () => {
    const row = rowOf({ nodeId: '__proto__', step: { status: 'skipped', attempts: [], finishedAt: 5 } });
    expect(Object.entries(restore([row]).steps).map(([id]) => id)).toEqual(['start', '__proto__']);
  });

  it('gives back every step that a run can have', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(randomRun, fc.array(fc.nat(1000), { maxLength: 60 }), (run, numbers) => {
        let next = 0;
        const choose = (count: number): number => (numbers[next++] ?? 0) % Math.max(1, count);
        for (const { rows } of new Simulation(run, { choose, crashes: true }).play().moments)
          for (const change of rows) {
            const { loop: _, ...step } = change.step;
            expect(toStepChanged(rowOf(change))).toEqual({ ...change, step });
          }
      }),
      { numRuns: 1000 },
    );
  });
});
