import { describe, expect, it } from 'vitest';
import { assignPlaces, countByLane, type EnteringRun } from './assign-places.js';

const run = (id: string, key: string, nodeId = 'on'): EnteringRun => ({
  id,
  workflowId: 'w',
  nodeId,
  order: { key, onDeadLetter: 'block' },
});
const lane = (key: string, nodeId = 'on') => ({ workflowId: 'w', nodeId, key });
const RUNS = [run('1', 'a'), run('2', 'b'), run('3', 'a'), run('4', 'a', 'other'), run('5', 'a')];

describe(countByLane.name, () => {
  it('counts the runs of each trigger and key', () => {
    expect(countByLane(RUNS)).toEqual([
      { ...lane('a'), runs: 3 },
      { ...lane('b'), runs: 1 },
      { ...lane('a', 'other'), runs: 1 },
    ]);
    expect(countByLane([])).toEqual([]);
  });
});

describe(assignPlaces.name, () => {
  it('gives the places of a lane to its runs in their order', () => {
    const taken = [
      { ...lane('b'), lastSeq: 1 },
      { ...lane('a'), lastSeq: 12 },
      { ...lane('a', 'other'), lastSeq: 7 },
    ];
    expect(assignPlaces(RUNS, taken).map(({ runId, seq, isFirst }) => [runId, seq, isFirst])).toEqual([
      ['1', '10', true],
      ['2', '1', true],
      ['3', '11', false],
      ['4', '7', true],
      ['5', '12', false],
    ]);
  });

  it('gives none that was not taken', () => {
    expect(() => assignPlaces(RUNS, [])).toThrow('no place was taken for run 1');
  });
});
