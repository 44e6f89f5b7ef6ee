import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT } from '../contract/index.js';
import { advanceRun } from './advance-run.js';
import { expectRun, type Expected } from './expected-run.test-support.js';
import { freeze } from './freeze.test-support.js';
import { keepRows } from './kept-rows.test-support.js';
import { goesOn } from './ready-nodes.js';
import { randomRun, type RandomRun } from './random-runs.test-support.js';
import { placeKey } from './row-table.test-support.js';
import { walkSteps } from './run-rules.test-support.js';
import type { StepChanged, StepState } from './run-state.js';
import { Simulation, type Simulated, type SimulationOptions } from './simulate-run.test-support.js';

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
function expectTheEnd(run: RandomRun, { finish, rows }: Simulated): void {
  const { ends, optional, fatal } = expectRun(run, rows);
  expect(finish.status).toBe(fatal.length > 0 ? 'failed' : 'succeeded');
  if (finish.error) {
    const { nodeId, iteration } = finish.error;
    expect(fatal).toContainEqual({ nodeId, ...(iteration !== undefined && { iteration }) });
  }
  // What fails stops where it stands: some steps were cut off, and some were not reached.
  const came = rows.filter(({ step }) => step.status !== 'cancelled');
  const known = new Set(came.map(placeKey));
  const wanted = [...ends].filter(
    ([key]) => key !== '/start' && (known.has(key) || (finish.status === 'succeeded' && !optional.has(key))),
  );
  expect(Object.fromEntries(came.map((row) => [placeKey(row), toEnd(row)]))).toEqual(Object.fromEntries(wanted));
}

function toEnd({ step }: StepChanged): Expected {
  const leaves = goesOn(step) ? (step.port ?? DEFAULT_PORT) : undefined;
  return { status: step.status as Expected['status'], leaves, output: step.output };
}

/**
 * Each step is performed until it goes well or its attempts are used up. A worker that dies costs an effect one more time,
 * since what was before it is stored; of a step that touches nothing all attempts may have been stored nowhere yet.
 */
function expectNoMoreThanNeeded({ behaviour }: RandomRun, { rows, performed, takeOvers }: Simulated): void {
  for (const row of rows) {
    const { attempts, status } = row.step;
    const heard = attempts.filter(isHeard).length;
    const times = performed.get(placeKey(row)) ?? 0;
    const isEffect = behaviour.get(row.nodeId)?.effect === true;
    expect(times).toBeLessThanOrEqual(heard + takeOvers * (isEffect ? 1 : Math.max(1, heard)));
    if (takeOvers === 0 && status !== 'cancelled') expect(times).toBe(heard);
  }
}

function isHeard({ error }: StepState['attempts'][number]): boolean {
  return error?.code !== 'ATTEMPT_INTERRUPTED';
}

describe(advanceRun.name, { timeout: 60_000 }, () => {
  it('brings every run to its one end, in whatever order its steps end and answers come', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => expectTheEnd(run, simulate(run, numbers))),
      CASES,
    );
  });

  it('comes to the same end from every moment on the way, stored and taken over', () => {
    fc.assert(
      fc.property(randomRun, schedule, schedule, (run, numbers, after) => {
        for (const { rows } of simulate(run, numbers).moments)
          expectTheEnd(run, simulate(run, after, { stored: rows }));
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
        const { rows } = simulate(run, numbers);
        const stored = keepRows(run, rows, chooser(after));
        expectTheEnd(run, simulate(run, after, { stored }));
      }),
      CASES,
    );
  });

  it('is not moved by outcomes and answers that come twice, too early, late or out of order', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) =>
        expectTheEnd(run, simulate(run, numbers, { duplicates: true, crashes: true })),
      ),
      CASES,
    );
  });

  it('is told in full by its rows', () => {
    fc.assert(
      fc.property(randomRun, schedule, fc.boolean(), (run, numbers, crashes) => {
        simulate(run, numbers, { audit: true, crashes });
      }),
      CASES,
    );
  });

  it('has each step performed once, and an effect once more at most for each worker that died', () => {
    fc.assert(
      fc.property(randomRun, schedule, fc.boolean(), (run, numbers, crashes) =>
        expectNoMoreThanNeeded(run, simulate(run, numbers, { crashes })),
      ),
      CASES,
    );
  });

  it('can be ended from outside at any moment, once and for good', () => {
    const cancel = { type: 'cancelled', at: 2_000_000 } as const;
    const expire = { type: 'expired', error: { code: 'TOO_LONG', message: '' }, at: 2_000_000 } as const;
    const ends = [
      { event: cancel, finish: { type: 'finish', status: 'cancelled' } },
      { event: expire, finish: { type: 'finish', status: 'failed', error: expire.error } },
    ];
    fc.assert(
      fc.property(randomRun, schedule, fc.constantFrom(...ends), (run, numbers, { event, finish }) => {
        for (const { state, rows } of simulate(run, numbers).moments.slice(0, -1)) {
          const ended = advanceRun(run.plan, state, event);
          expect(ended.commands).toEqual([finish]);
          const left = new Map([...rows, ...ended.changes].map((row) => [placeKey(row), row]));
          for (const { step } of left.values()) expect(step.status).not.toMatch(/running|waiting/);
          const unheard = { state: ended.state, commands: [], changes: [] };
          expect(advanceRun(run.plan, ended.state, event)).toEqual(unheard);
          for (const { step, ...place } of walkSteps(run.plan, state)) {
            const late = {
              type: 'succeeded',
              ...place,
              attempt: step.attempts.length,
              output: 1,
              at: 2_000_001,
            } as const;
            expect(advanceRun(run.plan, ended.state, late)).toEqual(unheard);
          }
        }
      }),
      CASES,
    );
  });

  it('gives the same answer to the same question and leaves its arguments alone', () => {
    fc.assert(
      fc.property(randomRun, schedule, (run, numbers) => {
        for (const { state } of simulate(run, numbers).moments) {
          const event = freeze({ type: 'resumed', at: 2_000_000 } as const);
          expect(advanceRun(run.plan, freeze(state), event)).toEqual(advanceRun(run.plan, state, event));
        }
      }),
      CASES,
    );
  });
});
