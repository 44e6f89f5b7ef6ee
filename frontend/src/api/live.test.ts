import type { Change } from '@eventloom/backend/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { matchesFilter, onReconnected, subscribeChanges } from './live';

/** Stands in for the browser's EventSource, which neither Node nor happy-dom has. */
class Source extends EventTarget {
  static all: Source[] = [];
  closed = false;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(changes: Change[]): void {
    this.dispatchEvent(new MessageEvent('changes', { data: JSON.stringify(changes) }));
  }
}

const changeOf = (workflowId: string): Change => ({
  type: 'workflow',
  workflowId,
  revision: 2,
  publishedVersion: null,
  status: 'draft',
});
const newest = (): Source => Source.all.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
  Source.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe(matchesFilter.name, () => {
  const step: Change = {
    type: 'step',
    runId: 'r1',
    workflowId: 'w1',
    nodeId: 'n',
    status: 'running',
    startedAt: null,
    finishedAt: null,
  };
  it('lets through what belongs to the workflow and run asked for', () => {
    expect(matchesFilter(step, {})).toBe(true);
    expect(matchesFilter(step, { workflowId: 'w1', runId: 'r1' })).toBe(true);
    expect(matchesFilter(step, { workflowId: 'w2' })).toBe(false);
    expect(matchesFilter(step, { runId: 'r2' })).toBe(false);
    expect(matchesFilter(changeOf('w1'), { runId: 'r1' })).toBe(false);
  });
});

describe(subscribeChanges.name, () => {
  it('shares one connection among all listeners and gives each what it asked for', () => {
    const all = vi.fn();
    const one = vi.fn();
    const ends = [subscribeChanges({}, all), subscribeChanges({ workflowId: 'w1' }, one)];
    expect(Source.all).toHaveLength(1);
    newest().say([changeOf('w1'), changeOf('w2')]);
    newest().say([changeOf('w2')]);
    expect(all).toHaveBeenCalledTimes(2);
    expect(one.mock.calls).toEqual([[[changeOf('w1')]]]);
    for (const end of ends) end();
    expect(newest().closed).toBe(true);
  });

  it('connects again after a break, and tells that something may have been missed', () => {
    const reconnected = vi.fn();
    const forget = onReconnected(reconnected);
    const end = subscribeChanges({}, () => undefined);
    newest().dispatchEvent(new Event('open'));
    expect(reconnected).not.toHaveBeenCalled();
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(1000);
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(1999);
    expect(Source.all).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(Source.all).toHaveLength(3);
    newest().dispatchEvent(new Event('open'));
    expect(reconnected).toHaveBeenCalledOnce();
    end();
    forget();
  });
});
