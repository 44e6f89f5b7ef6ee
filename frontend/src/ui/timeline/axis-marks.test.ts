import { describe, expect, it } from 'vitest';
import { axisMarks } from './axis-marks';

describe(axisMarks.name, () => {
  it('takes round steps', () => {
    expect(axisMarks(420)).toEqual([0, 100, 200, 300, 400]);
    expect(axisMarks(90)).toEqual([0, 20, 40, 60, 80]);
    expect(axisMarks(12_100)).toEqual([0, 5000, 10_000]);
    expect(axisMarks(500_000).slice(0, 3)).toEqual([0, 120_000, 240_000]);
    expect(axisMarks(4 * 86_400_000)).toEqual([0, 1, 2, 3].map((day) => day * 86_400_000));
  });
});
