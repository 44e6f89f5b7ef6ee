import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT } from '../contract/index.js';
import { advanceRun } from './advance-run.js';
import { expectRun, type Expected } from './expected-run.test-support.js';
import { goesOn } from './ready-nodes.js';
import { randomRun, type RandomRun } from './random-runs.test-support.js';
import type { RunState, StepState } from './run-state.js';
import { freeze, Simulation, type Simulated, type SimulationOptions } from './simulate-run.test-support.js';

const CASES = { numRuns: 1000 };

/** What happens next, as long as it lasts; then always the first thing that may. */
const schedule = fc.array(fc.nat(1000), { maxLength: 80 });

function chooser(numbers: readonly number[]): SimulationOptions['choose'] {
  let next = 0;
  return (count) => (numbers[next++] ?? 0) % Math.max(1, count);
}

function simulate(run: RandomRun, numbers: readonly number[], more: Partial<SimulationOptions> = {}): Simulated {
  return new Simulation(run, { choose: chooser(numbers), ...more }).play();
}

/** The end of a run is the one that the contract's words lead to, in whatever order things happened. */
function expectTheEnd(run: RandomRun, { finish, state }: Simulated): void {
  const expected = expectRun(run);
  const fatal = [...expected].filter(([, { status, leaves }]) => status === 'failed' && leaves === undefined);
  expect(finish.status).toBe(fatal.length > 0 ? 'failed' : 'succeeded');
  if (finish.status === 'failed') expect(fatal.map(([id]) => id)).toContain(finish.error?.nodeId);
  // A run that fails stops where it stands: some steps were cut off, and some were not reached.
  const isKnown = ([id]: [string, unknown]) =>
    finish.status === 'succeeded' || (Object.hasOwn(state.steps, id) && state.steps[id]?.status !== 'cancelled');
  const wanted = Object.fromEntries([...expected].filter(isKnown));
  const steps = Object.entries(state.steps).filter(({ 1: { status } }) => status !== 'cancelled');
  expect(Object.fromEntries(steps.map(([id, step]) => [id, toEnd(step)]))).toEqual(wanted);
}

function toEnd(step: StepState): Expected {
  const leaves = goesOn(step) ? (step.port ?? DEFAULT_PORT) : undefined;
  return { status: step.status as Expected['status'], leaves, output: step.output };
}

/** What is done without what failed or was cut off, without a few others, and without all that follows from these. */
function keepSome({ plan }: RandomRun, { steps }: RunState, choose: SimulationOptions['choose']): RunState {
  const again = new Set(
    Object.entries(steps).flatMap(([id, { status }]) =>
      id !== 'start' && (['failed', 'cancelled'].includes(status) || choose(4) === 1) ? [id] : [],
    ),
  );
  for (const id of again) for (const { target } of plan.nodes.get(id)?.outgoing ?? []) again.add(target);
  return { steps: Object.fromEntries(Object.entries(steps).filter(([id]) => !again.has(id))) };
}

describe(advanceRun.name, { timeout: 60_000 }, () => {
  it('brings every run to its one end, in whatever order its steps end', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => expectTheEnd(run, simulate(run, numbers))),
      CASES,
    );
  });

  it('comes to the same end from every state on the way, stored and taken over', () => {
    fc.assert(
      fc.property(randomRun, schedule, schedule, (run, numbers, after) => {
        for (const stored of simulate(run, numbers).states) expectTheEnd(run, simulate(run, after, { stored }));
      }),
      CASES,
    );
  });

  it('comes to the same end however often its worker is killed, with what happened to be stored', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => expectTheEnd(run, simulate(run, numbers, { crashes: true }))),
      CASES,
    );
  });

  it('comes to the same end from the steps that a retry keeps', () => {
    fc.assert(
      fc.property(randomRun, schedule, schedule, (run, numbers, after) => {
        const { state } = simulate(run, numbers);
        const stored = keepSome(run, state, chooser(after));
        expectTheEnd(run, simulate(run, after, { stored }));
      }),
      CASES,
    );
  });

  it('is not moved by outcomes that come twice, late or out of order', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) =>
        expectTheEnd(run, simulate(run, numbers, { duplicates: true, crashes: true })),
      ),
      CASES,
    );
  });

  it('can be cancelled at any moment, once and for good', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => {
        for (const state of simulate(run, numbers).states.slice(0, -1)) {
          const cancelled = advanceRun(run.plan, state, { type: 'cancelled', at: 2_000_000 });
          expect(cancelled.commands).toEqual([{ type: 'finish', status: 'cancelled' }]);
          const left = Object.entries(cancelled.state.steps);
          expect(left.filter(([, { status }]) => status === 'running' || status === 'waiting')).toEqual([]);
          for (const [nodeId, { attempts }] of left) {
            const event = { type: 'succeeded', nodeId, attempt: attempts.length, output: 1, at: 2_000_001 } as const;
            expect(advanceRun(run.plan, cancelled.state, event)).toEqual({
              state: cancelled.state,
              commands: [],
              changes: [],
            });
          }
        }
      }),
      CASES,
    );
  });

  it('gives the same answer to the same question and leaves its arguments alone', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => {
        for (const state of simulate(run, numbers).states) {
          const event = freeze({ type: 'resumed', at: 2_000_000 } as const);
          expect(advanceRun(run.plan, freeze(state), event)).toEqual(advanceRun(run.plan, state, event));
        }
      }),
      CASES,
    );
  });
});
