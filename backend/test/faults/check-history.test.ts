import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.js';
import { orderIsKept } from './check-order.js';
import { outcomesAreTheirOwn } from './check-runs.js';
import { checkTicks, type Tick } from './check-ticks.js';
import type { History, ResultWrite, RunChange, SinkEntry } from './history.js';

const WRITE: ResultWrite = { at: 30, runId: 'r1', nodeId: 'tell', iteration: '', epoch: 1, writer: 'worker_1' };
const CHANGE: RunChange = { at: 5, runId: 'r1', from: 'queued', to: 'running', epoch: 1, writer: 'worker_1' };
const CALL: SinkEntry = { at: 20, key: 'r1:tell:0', run: 'r1', step: 'tell', op: 'op-1', status: 200 };

/** One order, accepted at its second try, whose one run told the sink and ended. */
function healthy(): History {
  return {
    client: [
      { at: 1, op: 'op-1', type: 'invoke' },
      { at: 2, op: 'op-1', type: 'unknown', reason: 'no answer' },
      { at: 3, op: 'op-1', type: 'invoke' },
      { at: 4, op: 'op-1', type: 'ok', eventId: 'e1' },
    ],
    sink: [CALL],
    events: [{ id: 'e1', type: 'order', source: '/hooks/o', op: 'op-1', causeRunId: null, causeNodeId: null }],
    runs: [
      {
        id: 'r1',
        eventId: 'e1',
        workflowId: 'w1',
        triggerNode: 'hook',
        workflow: 'W',
        status: 'succeeded',
        takeOvers: 0,
        orderKey: null,
        orderSeq: null,
      },
    ],
    steps: [{ runId: 'r1', nodeId: 'tell', iteration: '', status: 'succeeded', startedAt: 10 }],
    subscriptions: [{ workflowId: 'w1', nodeId: 'hook', type: 'order', source: '/hooks/o' }],
    deliveries: [],
    runChanges: [CHANGE, { ...CHANGE, at: 40, from: 'running', to: 'succeeded' }],
    results: [WRITE],
  };
}

function rulesBroken(change: (history: History) => Partial<History>): string[] {
  const history = healthy();
  return [...new Set(checkHistory({ ...history, ...change(history) }).map(({ rule }) => rule))];
}

/** The run is taken over by another worker at 25, which calls again. */
function takenOver({ runChanges, sink }: History): Partial<History> {
  const over = { ...CHANGE, epoch: 2, writer: 'worker_2' };
  return {
    sink: [...sink, { ...CALL, at: 28 }],
    results: [{ ...WRITE, epoch: 2, writer: 'worker_2' }],
    runChanges: [
      ...runChanges.slice(0, 1),
      { ...over, at: 25, from: 'running', to: 'queued', epoch: 1 },
      { ...over, at: 26 },
      { ...over, at: 40, from: 'running', to: 'succeeded' },
    ],
  };
}

describe(checkHistory.name, () => {
  it('finds nothing wrong with a run that went well, nor with one that was taken over in the middle of a call', () => {
    expect(checkHistory(healthy())).toEqual([]);
    expect(checkHistory({ ...healthy(), ...takenOver(healthy()) })).toEqual([]);
  });

  it('catches the late write of a worker without fencing', () => {
    const broken = (history: History) => ({ ...takenOver(history), results: [WRITE, { ...WRITE, at: 50, epoch: 2 }] });
    expect(rulesBroken(broken)).toEqual(['result-doubled', 'stale-write']);
  });

  it('catches a 202 before its commit', () => {
    const nothing = { events: [], runs: [], steps: [], sink: [], runChanges: [], results: [] };
    expect(rulesBroken(() => nothing)).toEqual(['acked-lost']);
  });

  it('catches a skipped outbox: a run that was never made, or never woken', () => {
    const unborn = { runs: [], steps: [], sink: [], runChanges: [], results: [] };
    expect(rulesBroken(() => unborn)).toEqual(['delivery-count']);
    const asleep = ({ runs }: History) => ({ ...unborn, runs: runs.map((run) => ({ ...run, status: 'queued' })) });
    expect(rulesBroken(asleep)).toEqual(['run-lost']);
  });

  it('catches a key with the number of the attempt in it', () => {
    const broken = (history: History) => ({
      ...takenOver(history),
      sink: [CALL, { ...CALL, at: 28, key: 'r1:tell:1' }],
    });
    expect(rulesBroken(broken)).toEqual(['key-unstable']);
  });

  it('catches a second call that no lost owner explains', () => {
    expect(rulesBroken(() => ({ sink: [CALL, CALL] }))).toEqual(['effect-doubled']);
    const early = (history: History) => ({
      ...takenOver(history),
      steps: healthy().steps.map((step) => ({ ...step, startedAt: 28 })),
    });
    expect(rulesBroken(early)).toEqual(['effect-doubled']);
  });

  it('does not count calls that the sink refused', () => {
    expect(rulesBroken(() => ({ sink: [{ ...CALL, status: 503 }, CALL] }))).toEqual([]);
  });

  it('catches a request that became two events, one that was refused and one that nobody sent', () => {
    const two = ({ events, runs }: History) => ({
      events: [...events, ...events.map((event) => ({ ...event, id: 'e2' }))],
      runs: [...runs, ...runs.map((run) => ({ ...run, id: 'r2', eventId: 'e2' }))],
    });
    expect(rulesBroken(two)).toEqual(['event-doubled']);
    const refused = {
      client: [
        { at: 1, op: 'op-1', type: 'invoke' as const },
        { at: 2, op: 'op-1', type: 'fail' as const, status: 422 },
      ],
    };
    expect(rulesBroken(() => refused)).toEqual(['event-from-nowhere']);
    expect(rulesBroken(() => ({ client: [] }))).toEqual(['event-from-nowhere']);
  });

  it('catches a run that ended twice and a call that left no trace', () => {
    const twice = ({ runChanges }: History) => ({ runChanges: [...runChanges, ...runChanges.slice(1)] });
    expect(rulesBroken(twice)).toEqual(['end-doubled']);
    expect(rulesBroken(() => ({ steps: [], results: [] }))).toEqual(['effect-unrecorded']);
  });
});

describe(orderIsKept.name, () => {
  const [run] = healthy().runs;
  const ordered = (id: string, orderSeq: number) => ({ ...run!, id, orderKey: 'a', orderSeq });
  const change = (runId: string, to: string): RunChange => ({ ...CHANGE, runId, to });
  const broken = (...runChanges: RunChange[]) =>
    orderIsKept({ ...healthy(), runs: [ordered('r2', 10), ordered('r1', 9)], runChanges }).map(
      ({ subject }) => subject,
    );

  it('is content with runs that follow one another', () => {
    const turns = [change('r1', 'running'), change('r1', 'succeeded'), change('r2', 'running')];
    expect(broken(...turns)).toEqual([]);
    expect(broken(change('r1', 'running'))).toEqual([]);
  });

  it('catches one that begins before the one ahead of it has ended', () => {
    expect(broken(change('r1', 'running'), change('r2', 'running'), change('r1', 'succeeded'))).toEqual(['r2']);
    expect(broken(change('r2', 'running'), change('r2', 'succeeded'))).toEqual(['r2']);
  });
});

describe(outcomesAreTheirOwn.name, () => {
  it('catches a run that failed although nothing of its own did, and the other way round', () => {
    const [run] = healthy().runs;
    const broken = (workflow: string, status: string) =>
      outcomesAreTheirOwn({ ...healthy(), runs: run ? [{ ...run, workflow, status }] : [] }, 'Fails').length;
    expect([broken('W', 'succeeded'), broken('Fails', 'failed')]).toEqual([0, 0]);
    expect([broken('W', 'failed'), broken('Fails', 'succeeded')]).toEqual([1, 1]);
  });
});

describe(checkTicks.name, () => {
  const grid: Tick[] = [0, 1000, 2000].map((dueAt) => ({ schedule: 's1', dueAt }));
  const rules = (stored: Tick[]) => checkTicks(grid, stored).map(({ rule }) => rule);

  it('is content with the grid, in any order', () => {
    expect(rules(grid.toReversed())).toEqual([]);
  });

  it('catches ticks that are not unique', () => {
    expect(rules([...grid, ...grid.slice(1, 2)])).toEqual(['tick-doubled']);
  });

  it('catches ticks that are missing or out of the grid', () => {
    expect(rules(grid.slice(1))).toEqual(['tick-missing']);
    expect(rules([...grid, { schedule: 's1', dueAt: 1500 }])).toEqual(['tick-out-of-grid']);
  });
});
