import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../contract/index.js';
import { advanceLoop, beginLoop } from './advance-loop.js';
import { drawPlan } from './graph-builders.test-support.js';
import { ERROR, LedRun } from './led-run.test-support.js';

const EDGES = ['start > each', 'each.item > a', 'a > b', 'each.done > after'];
const RETRY = { attempts: 2, backoff: 'fixed', delayMs: 100 } as const;

function loop(nodes: Record<string, Partial<GraphNode>> = {}, edges = EDGES): LedRun {
  return new LedRun(drawPlan(edges, { ...nodes, each: { type: 'for-each', ...nodes['each'] } }));
}

describe(beginLoop.name, () => {
  it('begins as many iterations as may run side by side', () => {
    expect(loop().loop('each', ['x', 'y', 'z'], 2).performed).toEqual(['a@0', 'a@1']);
    expect(loop().loop('each', ['x'], 3).performed).toEqual(['a@0']);
  });

  it('goes on at once with nothing to repeat', () => {
    const one = loop().loop('each', []);
    expect(one.performed).toEqual(['after']);
    expect(one.state.steps['each']).toMatchObject({ output: { results: [], count: 0 }, port: 'done' });
  });

  it('gives back the items themselves if it repeats nothing', () => {
    const one = loop({}, ['start > each', 'each.done > after']).loop('each', [1, null, 3]);
    expect(one.state.steps['each']?.output).toEqual({ results: [1, null, 3], count: 3 });
  });

  it('is not moved by items that come twice, or for an attempt that is over', () => {
    const one = loop().loop('each', ['x']);
    const { state } = one;
    expect(one.loop('each', ['y', 'z'], 2).commands).toEqual([]);
    expect(one.hear({ type: 'looping', nodeId: 'each', attempt: 7, items: [], concurrency: 1, at: 1 }).state).toEqual(
      state,
    );
    expect(one.hear({ type: 'looping', nodeId: 'gone', attempt: 1, items: [], concurrency: 1, at: 1 }).state).toEqual(
      state,
    );
    expect(one.hear({ type: 'looping', nodeId: 'after', attempt: 1, items: [], concurrency: 1, at: 1 }).state).toEqual(
      state,
    );
  });

  it('tries its items again, like every step', () => {
    const one = loop({ each: { retry: RETRY } }).fail('each');
    expect(one.commands).toEqual([{ type: 'suspend', until: 1100 }]);
    expect(one.wake(1100).loop('each', ['x']).performed).toEqual(['a@0']);
  });

  it('keeps what was done, after a take-over, and begins again what was under way', () => {
    const one = loop().loop('each', ['x', 'y', 'z'], 2).succeed('a@0').succeed('b@0').succeed('a@1').takeOver();
    expect(one.commands).toEqual([{ type: 'perform', nodeId: 'each', attempt: 1 }]);
    expect(one.loop('each', ['x', 'y', 'z'], 2).performed).toEqual(['b@1', 'a@2']);
    one.succeed('b@1').succeed('a@2').succeed('b@2');
    expect(one.state.steps['each']?.output).toEqual({ results: ['b@0', 'b@1', 'b@2'], count: 3 });
  });

  it('notes what comes before its items do, after a take-over', () => {
    const one = loop().loop('each', ['x', 'y'], 2).wait('a@0').wait('a@1').takeOver();
    expect(one.answer('a@0').commands).toEqual([]);
    expect(one.statuses).toMatchObject({ 'a@0': 'succeeded', 'a@1': 'waiting' });
    expect(one.loop('each', ['x', 'y'], 2).performed).toEqual(['b@0']);
  });

  it('begins nothing in other iterations, after a take-over, if one had failed', () => {
    const one = loop()
      .loop('each', ['x', 'y', 'z'], 3)
      .fail('a@2')
      .fail('a@1')
      .takeOver()
      .loop('each', ['x', 'y', 'z'], 3);
    expect(one.commands).toEqual([
      { type: 'finish', status: 'failed', error: { ...ERROR, nodeId: 'a', iteration: '2' } },
    ]);
    expect(one.statuses).toMatchObject({ each: 'failed', 'a@0': 'cancelled', 'a@1': 'failed', 'a@2': 'failed' });
  });

  it('goes on with the iterations that an earlier run had begun as there is room, before it begins others', () => {
    const step = { status: 'succeeded', attempts: [] } as const;
    const started = [0, 1, 2].map((index) => ({
      nodeId: 'each',
      iteration: `${index}`,
      step: { ...step, port: 'item' },
    }));
    const reopened = { nodeId: 'each', step: { status: 'running', attempts: [] } } as const;
    const done = { nodeId: 'a', iteration: '1', step: { ...step, output: 'kept' } };
    const one = loop()
      .goOnFrom([reopened, ...started, done])
      .loop('each', ['w', 'x', 'y', 'z']);
    expect(one.performed).toEqual(['a@0']);
    expect(one.succeed('a@0').succeed('b@0').performed).toEqual(['b@1']);
    expect(one.succeed('b@1').performed).toEqual(['a@2']);
    expect(one.succeed('a@2').succeed('b@2').performed).toEqual(['a@3']);
    expect(one.fail('a@3').commands).toMatchObject([{ type: 'finish', status: 'failed' }]);
  });

  it('cuts off iterations of a list that has become shorter', () => {
    const one = loop().loop('each', ['x', 'y'], 2).wait('a@1').takeOver().loop('each', ['x'], 2);
    expect(one.performed).toEqual(['a@0']);
    expect(one.statuses).toMatchObject({ 'a@1': 'cancelled' });
    one.succeed('a@0').succeed('b@0');
    expect(one.state.steps['each']?.output).toEqual({ results: ['b@0'], count: 1 });
  });

  it('counts no results of an earlier run whose list was longer', () => {
    const step = { status: 'succeeded', attempts: [] } as const;
    const rows = [0, 1, 2].flatMap((index) => [
      { nodeId: 'each', iteration: `${index}`, step: { ...step, port: 'item' } },
      { nodeId: 'a', iteration: `${index}`, step: { ...step, output: 'kept' } },
      { nodeId: 'b', iteration: `${index}`, step: { ...step, output: index } },
    ]);
    const reopened = { nodeId: 'each', step: { status: 'running', attempts: [] } } as const;
    const one = loop()
      .goOnFrom([reopened, ...rows])
      .loop('each', ['x', 'y'])
      .succeed('after');
    expect(one.commands).toEqual([{ type: 'finish', status: 'succeeded' }]);
    expect(one.statuses).toMatchObject({ 'each@1': 'succeeded', 'each@2': 'cancelled' });
    expect(one.state.steps['each']?.output).toEqual({ results: [0, 1], count: 2 });
  });

  it('cuts its iterations off if its items cannot be told again', () => {
    const one = loop({ each: { onError: 'continue' } })
      .loop('each', ['x', 'y'], 2)
      .succeed('a@0')
      .takeOver()
      .fail('each');
    expect(one.performed).toEqual(['after']);
    expect(one.statuses).toMatchObject({ 'a@0': 'succeeded', 'b@0': 'cancelled', 'a@1': 'cancelled' });
  });
});

describe(advanceLoop.name, () => {
  it('begins the next iteration when one has ended, and goes on after the last, with the results in order', () => {
    const one = loop().loop('each', ['x', 'y', 'z'], 2);
    one.succeed('a@1').succeed('b@1', 'second');
    expect(one.performed).toEqual(['a@2']);
    expect(one.state.steps['each']?.loop?.frames).not.toHaveProperty('1');
    one.succeed('a@2').succeed('b@2', 'third').succeed('a@0').succeed('b@0', 'first');
    expect(one.performed).toEqual(['after']);
    expect(one.state.steps['each']).toMatchObject({ output: { results: ['first', 'second', 'third'], count: 3 } });
    expect(one.state.steps['each']).not.toHaveProperty('loop');
  });

  it('repeats loops in loops', () => {
    const edges = ['start > each', 'each.item > inner', 'inner.item > a', 'inner.done > b'];
    const one = loop({ inner: { type: 'for-each' } }, edges).loop('each', ['x', 'y']);
    expect(one.loop('inner@0', [1, 2], 2).performed).toEqual(['a@0.0', 'a@0.1']);
    expect(one.succeed('a@0.1').succeed('a@0.0').performed).toEqual(['b@0']);
    expect(one.succeed('b@0').performed).toEqual(['inner@1']);
    expect(one.loop('inner@1', []).succeed('b@1').commands).toEqual([{ type: 'finish', status: 'succeeded' }]);
    expect(one.state.steps['each']?.output).toEqual({ results: ['b@0', 'b@1'], count: 2 });
  });

  it('does not hear of iterations that are over or never were', () => {
    const one = loop().loop('each', ['x', 'y']).succeed('a@0').succeed('b@0');
    const { state } = one;
    for (const iteration of ['0', '5', '0.0', '1.0', 'x'])
      one.hear({ type: 'succeeded', nodeId: 'a', iteration, attempt: 1, output: 1, at: 1 });
    one.hear({ type: 'succeeded', nodeId: 'after', iteration: '1', attempt: 1, output: 1, at: 1 });
    expect(one.state).toEqual(state);
  });

  it('fails with the first failure in it, when what is being performed has ended; what waits is cut off', () => {
    const one = loop().loop('each', ['w', 'x', 'y', 'z'], 3).wait('a@0');
    expect(one.fail('a@1').commands).toEqual([]);
    expect(one.statuses).toMatchObject({ each: 'running', 'a@0': 'cancelled' });
    expect(one.succeed('a@2').commands).toEqual([
      { type: 'finish', status: 'failed', error: { ...ERROR, nodeId: 'a', iteration: '1' } },
    ]);
    expect(one.statuses).not.toHaveProperty('a@3');
    expect(one.state.steps['each']?.attempts).toMatchObject([{ error: ERROR }]);
  });

  it('may fail and be continued', () => {
    const one = loop({ each: { onError: 'continue' } })
      .loop('each', ['x', 'y'])
      .fail('a@0');
    expect(one.performed).toEqual(['after']);
    expect(one.state.steps['each']?.output).toEqual({ error: { ...ERROR, nodeId: 'a', iteration: '0' } });
  });

  it('lets the run go while all that is under way in it waits, and wakes it in time', () => {
    const one = loop().loop('each', ['x', 'y'], 2).wait('a@0', 9000);
    expect(one.commands).toEqual([{ type: 'wake', at: 9000 }]);
    expect(one.wait('a@1').commands).toEqual([{ type: 'suspend', until: 9000 }]);
    expect(one.wake(8999).commands).toEqual([{ type: 'suspend', until: 9000 }]);
    expect(one.wake(9000).performed).toEqual(['b@0']);
    expect(one.succeed('b@0').commands).toEqual([{ type: 'suspend' }]);
  });

  it('leaves no step of an iteration under way when the run fails beside it', () => {
    const edges = ['start > each', 'each.item > inner', 'inner.item > a', 'start > side'];
    const one = loop({ inner: { type: 'for-each' } }, edges)
      .loop('each', ['x'])
      .loop('inner@0', [1, 2], 2)
      .wait('a@0.1');
    expect(one.fail('side').commands).toEqual([]);
    expect(one.succeed('a@0.0').commands).toMatchObject([
      { type: 'finish', status: 'failed', error: { nodeId: 'side' } },
    ]);
    expect(one.statuses).toMatchObject({
      each: 'cancelled',
      'inner@0': 'cancelled',
      'a@0.0': 'succeeded',
      'a@0.1': 'cancelled',
    });
  });
});
