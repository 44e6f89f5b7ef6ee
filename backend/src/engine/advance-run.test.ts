import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../contract/index.js';
import { advanceRun } from './advance-run.js';
import { drawPlan } from './graph-builders.test-support.js';
import { ERROR, LedRun } from './led-run.test-support.js';
import { NEW_RUN } from './run-state.js';

const run = (edges: string[], nodes: Record<string, Partial<GraphNode>> = {}): LedRun =>
  new LedRun(drawPlan(edges, nodes));
const FINISHED = [{ type: 'finish', status: 'succeeded' }];
const FAILED = (nodeId: string) => [{ type: 'finish', status: 'failed', error: { ...ERROR, nodeId } }];
const RETRY = { attempts: 3, backoff: 'exponential', delayMs: 100 } as const;

describe(advanceRun.name, () => {
  it('starts at the trigger, goes on node by node and ends', () => {
    const one = run(['start > a', 'a > b']);
    expect(one.commands).toEqual([{ type: 'perform', nodeId: 'a', attempt: 1 }]);
    expect(one.succeed('a').performed).toEqual(['b']);
    expect(one.succeed('b').commands).toEqual(FINISHED);
    expect(one.state.steps['b']).toEqual({
      status: 'succeeded',
      output: 'b',
      startedAt: 1000,
      finishedAt: 2000,
      attempts: [{ number: 1, startedAt: 1000, finishedAt: 2000 }],
    });
  });

  it('ends at once if nothing follows the trigger', () => expect(run([]).commands).toEqual(FINISHED));

  it('starts branches together and their join after the last of them, once', () => {
    const one = run(['start > a', 'start > b', 'a > join', 'b > join']);
    expect(one.performed).toEqual(['a', 'b']);
    expect(one.succeed('b').commands).toEqual([]);
    expect(one.succeed('a').performed).toEqual(['join']);
  });

  it('skips the way not taken, and joins without it', () => {
    const one = run(['start > big', 'big.true > a', 'big.false > b', 'b > c', 'a > join', 'c > join'], {
      big: { type: 'if' },
    });
    one.succeed('big', 'in', 'true');
    expect(one.statuses).toMatchObject({ a: 'running', b: 'skipped', c: 'skipped' });
    expect(one.succeed('a').performed).toEqual(['join']);
    expect(one.succeed('join').commands).toEqual(FINISHED);
  });

  it('skips a thousand steps behind a way not taken at once', () => {
    const chain = Array.from({ length: 997 }, (_, index) => `n${index} > n${index + 1}`);
    const one = run(['start > big', 'big.false > n0', ...chain], { big: { type: 'if' } });
    expect(one.succeed('big', 'in', 'true').commands).toEqual(FINISHED);
    expect(one.statuses['n997']).toBe('skipped');
  });

  it('hands the input of a disabled node on, by its main port', () => {
    const one = run(['start > off', 'off > big', 'big.true > a', 'big.false > b'], {
      off: { disabled: true },
      big: { type: 'if', disabled: true },
    });
    expect(one.performed).toEqual(['a']);
    expect(one.state.steps['off']).toEqual({
      status: 'succeeded',
      output: 'in',
      attempts: [],
      startedAt: 0,
      finishedAt: 0,
    });
    expect(one.state.steps['big']).toMatchObject({ output: 'in', port: 'true' });
    expect(one.statuses['b']).toBe('skipped');
  });

  it('fails the run with the error of the step and starts nothing new', () => {
    const one = run(['start > a', 'start > b', 'a > c', 'b > d']);
    expect(one.fail('a').commands).toEqual([]);
    expect(one.succeed('b').commands).toEqual(FAILED('a'));
    expect(one.statuses).toEqual({ start: 'succeeded', a: 'failed', b: 'succeeded' });
  });

  it('names the failure that came first', () => {
    const one = run(['start > a', 'start > b']).fail('b').fail('a');
    expect(one.commands).toEqual(FAILED('b'));
  });

  it('goes on after a failure that is to be continued, with the error as output', () => {
    const one = run(['start > a', 'a > b'], { a: { onError: 'continue' } }).fail('a');
    expect(one.performed).toEqual(['b']);
    expect(one.state.steps['a']).toMatchObject({
      status: 'failed',
      port: 'out',
      output: { error: ERROR },
      error: ERROR,
    });
    expect(one.succeed('b').commands).toEqual(FINISHED);
  });

  it('goes on by the error port after a failure that is to branch', () => {
    const edges = ['start > a', 'a > fine', 'a.error > sorry'];
    const nodes = { a: { onError: 'branch' } } as const;
    expect(run(edges, nodes).fail('a').performed).toEqual(['sorry']);
    expect(run(edges, nodes).succeed('a').performed).toEqual(['fine']);
    expect(run(edges, nodes).succeed('a').statuses['sorry']).toBe('skipped');
  });

  it('lets the run go for the pause before another attempt, and begins it when the time has come', () => {
    const one = run(['start > a'], { a: { retry: RETRY } }).fail('a');
    expect(one.commands).toEqual([{ type: 'suspend', until: 1100 }]);
    expect(one.state.steps['a']).toMatchObject({ status: 'waiting', wakeAt: 1100 });
    expect(one.wake(1099).commands).toEqual([{ type: 'suspend', until: 1100 }]);
    expect(one.wake(1100).commands).toEqual([{ type: 'perform', nodeId: 'a', attempt: 2 }]);
    expect(one.state.steps['a']).not.toHaveProperty('wakeAt');
    expect(one.fail('a').commands).toEqual([{ type: 'suspend', until: 2300 }]);
    expect(one.wake(2300).fail('a').commands).toEqual(FAILED('a'));
    expect(one.state.steps['a']?.attempts).toMatchObject([
      { number: 1, error: ERROR },
      { number: 2, error: ERROR },
      { number: 3, error: ERROR },
    ]);
  });

  it('asks to be woken while another branch is under way', () => {
    const one = run(['start > a', 'start > b'], { a: { retry: RETRY } });
    expect(one.fail('a').commands).toEqual([{ type: 'wake', at: 1100 }]);
    expect(one.succeed('b').commands).toEqual([{ type: 'perform', nodeId: 'a', attempt: 2 }]);
  });

  it('tries no second time what no attempt can heal', () => {
    expect(run(['start > a'], { a: { retry: RETRY } }).fail('a', true).commands).toEqual(FAILED('a'));
  });

  it('cancels what waits for its next attempt when the run fails', () => {
    const one = run(['start > a', 'start > b'], { a: { retry: RETRY } }).fail('a');
    expect(one.fail('b').commands).toEqual(FAILED('b'));
    expect(one.state.steps['a']).toMatchObject({ status: 'cancelled' });
    expect(one.state.steps['a']).not.toHaveProperty('wakeAt');
  });

  it('begins another attempt of what was under way when a worker takes over, without counting the one cut off', () => {
    const one = run(['start > a'], { a: { retry: { ...RETRY, attempts: 2 } } });
    one.hear({ type: 'resumed', at: 500 });
    expect(one.commands).toEqual([{ type: 'perform', nodeId: 'a', attempt: 2 }]);
    expect(one.state.steps['a']?.attempts[0]).toMatchObject({
      finishedAt: 500,
      error: { code: 'ATTEMPT_INTERRUPTED' },
    });
    expect(one.fail('a').commands).toMatchObject([{ type: 'suspend' }]);
    expect(one.wake(5000).fail('a').commands).toEqual(FAILED('a'));
  });

  it('draws the consequences that were not stored when a worker takes over', () => {
    const plan = drawPlan(['start > a', 'a > b']);
    const stored = run(['start > a']).succeed('a').state.steps;
    const { commands } = advanceRun(plan, { steps: stored }, { type: 'resumed', at: 9000 });
    expect(commands).toEqual([{ type: 'perform', nodeId: 'b', attempt: 1 }]);
  });

  it('cancels what was under way when a worker takes over a run that has failed', () => {
    const one = run(['start > a', 'start > b']).fail('a').hear({ type: 'resumed', at: 9000 });
    expect(one.commands).toEqual(FAILED('a'));
    expect(one.statuses['b']).toBe('cancelled');
  });

  it('does not hear the outcome of an attempt that is over', () => {
    const one = run(['start > a'], { a: { retry: RETRY } })
      .fail('a')
      .wake(5000);
    const late = { type: 'failed', nodeId: 'a', attempt: 1, error: ERROR, permanent: true, at: 5001 } as const;
    expect(one.hear(late).commands).toEqual([]);
    expect(one.statuses['a']).toBe('running');
  });

  it('does not hear of steps that were not reached, or do not exist', () => {
    const one = run(['start > a', 'a > b']);
    const before = one.state;
    for (const nodeId of ['b', 'gone', 'constructor'])
      one
        .hear({ type: 'succeeded', nodeId, attempt: 1, output: 1, at: 1 })
        .hear({ type: 'failed', nodeId, attempt: 1, error: ERROR, permanent: false, at: 1 });
    expect(one.state).toEqual(before);
  });

  it('starts once', () => {
    const one = run(['start > a']).hear({ type: 'started', output: 'again', at: 1 });
    expect(one.commands).toEqual([]);
    expect(one.state.steps['start']?.output).toBe('in');
  });

  it('ends once: nothing that comes later is heard', () => {
    const one = run(['start > a']).succeed('a');
    const { state } = one;
    for (const event of [
      { type: 'started', output: 'again', at: 9000 },
      { type: 'succeeded', nodeId: 'a', attempt: 1, output: 'again', at: 9000 },
      { type: 'woken', at: 9000 },
      { type: 'resumed', at: 9000 },
      { type: 'cancelled', at: 9000 },
    ] as const)
      expect(one.hear(event).commands).toEqual([]);
    expect(one.state).toBe(state);
  });

  it('cancels what is under way and what waits', () => {
    const one = run(['start > a', 'start > b', 'a > c'], { a: { retry: RETRY } }).fail('a');
    one.hear({ type: 'cancelled', at: 2000 });
    expect(one.commands).toEqual([{ type: 'finish', status: 'cancelled' }]);
    expect(one.statuses).toEqual({ start: 'succeeded', a: 'cancelled', b: 'cancelled' });
    expect(one.state.steps['b']).toMatchObject({ finishedAt: 2000, attempts: [{ number: 1, finishedAt: 2000 }] });
  });

  it('does nothing about a run that has not started', () => {
    expect(advanceRun(drawPlan(['start > a']), NEW_RUN, { type: 'woken', at: 1 })).toEqual({
      state: NEW_RUN,
      commands: [],
      changes: [],
    });
  });

  it('keeps one entry for each node and nothing of the edges, however many there are', () => {
    const size = 100;
    const layer = (name: string) => Array.from({ length: size }, (_, index) => `${name}${index}`);
    const edges = layer('a').flatMap((a) => [`start > ${a}`, ...layer('b').map((b) => `${a} > ${b}`)]);
    const one = run(edges);
    for (const id of [...layer('a'), ...layer('b')]) one.succeed(id, 1);
    expect(one.commands).toEqual(FINISHED);
    expect(Object.keys(one.state.steps)).toHaveLength(2 * size + 1);
    expect(JSON.stringify(one.state).length).toBeLessThan(200 * (2 * size + 1));
  });
});
