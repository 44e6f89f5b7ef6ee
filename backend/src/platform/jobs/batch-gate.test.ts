import { describe, expect, it } from 'vitest';
import { BatchGate } from './batch-gate.js';

describe(BatchGate.name, () => {
  it('lets so many through at a time, in the order of their coming, also after a failure', async () => {
    const gate = new BatchGate(2);
    const begun: number[] = [];
    let abreast = 0;
    let most = 0;
    const work = async (index: number) => {
      begun.push(index);
      abreast += 1;
      most = Math.max(most, abreast);
      await new Promise((resolve) => setTimeout(resolve, 1));
      abreast -= 1;
      if (index === 1) throw new Error('failed');
    };
    const done = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => gate.pass(() => work(index))));
    expect(done.map(({ status }) => status === 'rejected')).toEqual([false, true, false, false, false]);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
    await gate.pass(() => work(5));
    expect(begun).toHaveLength(6);
  });
});
