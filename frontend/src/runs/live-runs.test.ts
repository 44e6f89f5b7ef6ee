import type { Change, RunSummary } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { changedRuns, collectFresh, mergeFresh, patchRows, type RunPages } from './live-runs';
import { aRun } from './test-runs';

const list = (items: RunSummary[], nextCursor: string | null = null): RunPages => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
});
const changed = (...runs: RunSummary[]) => new Map(runs.map((run) => [run.id, run]));
const ids = (runs: RunSummary[]) => runs.map((run) => run.id);

describe(changedRuns.name, () => {
  it('keeps the newest state of each run and leaves steps out', () => {
    const changes: Change[] = [
      { type: 'run', run: aRun('a', 1), rootEventId: 'e1' },
      { type: 'step', runId: 'a', workflowId: 'w1', nodeId: 'n', status: 'running', startedAt: null, finishedAt: null },
      { type: 'run', run: aRun('a', 1, { status: 'failed' }), rootEventId: 'e1' },
    ];
    expect([...changedRuns(changes).values()].map((run) => run.status)).toEqual(['failed']);
  });
});

describe(patchRows.name, () => {
  it('changes a row in its place, even if the filter would no longer let it through', () => {
    const before = list([aRun('b', 2), aRun('a', 1)]);
    const after = patchRows(before, changed(aRun('a', 1, { status: 'succeeded' })));
    expect(ids(after.pages[0]!.items)).toEqual(['b', 'a']);
    expect(after.pages[0]!.items[1]!.status).toBe('succeeded');
    expect(after.pages[0]!.items[0]).toBe(before.pages[0]!.items[0]);
  });

  it('gives the same object back when no shown row changed', () => {
    const before = list([aRun('a', 1)]);
    expect(patchRows(before, changed(aRun('z', 9)))).toBe(before);
  });
});

describe(collectFresh.name, () => {
  it('collects new runs, newest first, each once and in its newest state', () => {
    const data = list([aRun('a', 1)]);
    const once = collectFresh([], data, changed(aRun('b', 2), aRun('c', 3), aRun('a', 1)), {});
    const twice = collectFresh(once, data, changed(aRun('b', 2, { status: 'failed' })), {});
    expect(ids(twice)).toEqual(['c', 'b']);
    expect(twice[1]!.status).toBe('failed');
  });

  it('leaves out what the filter leaves out, until it fits', () => {
    const filter = { workflowId: 'w1', status: 'failed' } as const;
    const foreign = aRun('x', 5, { workflowId: 'w2', status: 'failed' });
    expect(collectFresh([], list([]), changed(aRun('b', 2), foreign), filter)).toEqual([]);
    expect(ids(collectFresh([], list([]), changed(aRun('b', 2, { status: 'failed' })), filter))).toEqual(['b']);
  });

  it.each([
    [{ status: 'failed,succeeded' }, true],
    [{ version: 1, trigger: 'order' }, true],
    [{ version: 2 }, false],
    [{ trigger: 'other' }, false],
    [{ eventId: 'other' }, false],
    [{ from: '1970-01-01T00:00:00.000Z' }, true],
    [{ to: '1970-01-01T00:00:00.000Z' }, false],
    // Only the server can tell.
    [{ q: 'a = 1' }, false],
    [{ tag: 'blue' }, false],
  ])('knows whether a run passes %j', (filter, isIn) => {
    const run = aRun('b', 2, { status: 'failed', workflowVersion: 1, trigger: 'order' });
    expect(collectFresh([], list([]), changed(run), filter)).toHaveLength(isIn ? 1 : 0);
  });

  it('leaves runs that belong to a page not loaded yet to that page', () => {
    const data = list([aRun('c', 30), aRun('b', 20)], 'more');
    expect(collectFresh([], data, changed(aRun('old', 10, { status: 'failed' })), {})).toEqual([]);
  });
});

describe(mergeFresh.name, () => {
  it('puts each run in its place by time', () => {
    const merged = mergeFresh(list([aRun('d', 4), aRun('b', 2)]), [aRun('e', 5), aRun('c', 3)]);
    expect(ids(merged.pages[0]!.items)).toEqual(['e', 'd', 'c', 'b']);
  });
});
