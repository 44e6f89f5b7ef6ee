import { describe, expect, it } from 'vitest';
import { Reload } from './reload.js';

describe(Reload.name, () => {
  it('loads once for all who ask while a load is under way, after that one has ended', async () => {
    const begun: (() => void)[] = [];
    const reload = new Reload(() => new Promise((resolve) => begun.push(resolve)));
    const ended: string[] = [];
    const ask = (who: string) => reload.run().then(() => ended.push(who));
    const all = [ask('first'), ask('second'), ask('third')];
    expect(begun).toHaveLength(1);
    begun[0]?.();
    await new Promise(setImmediate);
    expect({ loads: begun.length, ended }).toEqual({ loads: 2, ended: [] });
    begun[1]?.();
    await Promise.all(all);
    expect({ loads: begun.length, ended: ended.length }).toEqual({ loads: 2, ended: 3 });
  });

  it('tells of a load that fails, and tries again when it is asked again', async () => {
    let isDown = true;
    const reload = new Reload(() => (isDown ? Promise.reject(new Error('away')) : Promise.resolve()));
    await expect(reload.run()).rejects.toThrow('away');
    isDown = false;
    await expect(reload.run()).resolves.toBeUndefined();
  });
});
