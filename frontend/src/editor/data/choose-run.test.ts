import type { RunSummary } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { chooseRun } from './choose-run';

const graph = {
  nodes: ['hook', 'hear', 'mail'].map((id) => ({ id, type: 'set', params: {} })),
  edges: [{ id: 'e', source: 'hear', target: 'mail' }],
};
const run = (id: string, trigger: string, status: RunSummary['status']): RunSummary =>
  ({ id, trigger, status }) as RunSummary;

describe(chooseRun.name, () => {
  it('takes the newest run that could have come to the step, rather one that is over', () => {
    const runs = [
      run('r4', 'hook', 'succeeded'),
      run('r3', 'hear', 'running'),
      run('r2', 'hear', 'failed'),
      run('r1', 'hear', 'succeeded'),
    ];
    expect(chooseRun(runs, graph, 'mail')?.id).toBe('r2');
    expect(chooseRun(runs.slice(0, 2), graph, 'mail')?.id).toBe('r3');
    expect(chooseRun(runs.slice(0, 1), graph, 'mail')).toBeUndefined();
  });
});
