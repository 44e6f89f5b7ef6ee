import type { StepStatus } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { countsText, nodeRuns, type ShownStep } from './node-runs';

const steps = (...states: StepStatus[]): ShownStep[] =>
  states.map((status, index) => ({
    nodeId: 'a',
    status,
    ...(status === 'failed' && { error: { code: 'X', message: `no ${index}\nand more` } }),
  }));

describe(nodeRuns.name, () => {
  it('tells a single step as it is, with the first line of its error', () => {
    expect(nodeRuns(steps('failed'))).toEqual({ a: { status: 'failed', error: 'no 0' } });
  });

  it('counts the iterations of a loop; what still goes on tells most', () => {
    expect(nodeRuns(steps('succeeded', 'failed', 'running')).a).toEqual({
      status: 'running',
      error: 'no 1',
      counts: { total: 3, over: 2, failed: 1 },
      sent: { out: 1 },
    });
    expect(nodeRuns(steps('succeeded', 'failed', 'succeeded')).a?.status).toBe('failed');
    expect(nodeRuns(steps('skipped', 'succeeded')).a?.status).toBe('succeeded');
  });

  it('leaves out the iterations that went another way', () => {
    expect(nodeRuns(steps('skipped', 'succeeded', 'skipped', 'failed')).a?.counts).toEqual({
      total: 2,
      over: 2,
      failed: 1,
    });
    expect(nodeRuns(steps('skipped', 'skipped'))).toEqual({ a: { status: 'skipped' } });
  });

  it('knows that some iterations left by the usual port where others failed and left by another', () => {
    const mixed: ShownStep[] = [
      { nodeId: 'a', status: 'succeeded' },
      { nodeId: 'a', status: 'failed', port: 'error' },
    ];
    expect(nodeRuns(mixed).a?.ports).toEqual(['error', 'out']);
    expect(nodeRuns(mixed.slice(0, 1)).a?.ports).toBeUndefined();
  });

  it('keeps every port that an iteration left by', () => {
    const [first, second] = ['true', 'false'].map((port) => ({ nodeId: 'a', status: 'succeeded' as const, port }));
    expect(nodeRuns([first!, second!]).a?.ports).toEqual(['false', 'true']);
    expect(nodeRuns([first!, second!, first!]).a?.sent).toEqual({ true: 2, false: 1 });
  });

  it('hands out the same object for what did not change', () => {
    const before = nodeRuns(steps('succeeded', 'failed'));
    const after = nodeRuns([...steps('succeeded', 'failed'), { nodeId: 'b', status: 'running' }], before);
    expect(after.a).toBe(before.a);
    expect(nodeRuns(steps('succeeded', 'succeeded'), before).a).not.toBe(before.a);
  });
});

describe(countsText.name, () => {
  it('names failures only where there are some', () => {
    expect(countsText({ total: 10, over: 7, failed: 1 })).toBe('7/10, 1 failed');
    expect(countsText({ total: 10, over: 10, failed: 0 })).toBe('10/10');
  });
});
