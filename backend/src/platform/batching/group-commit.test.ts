import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.js';

/** A commit that ends when the test says so. */
class Store {
  readonly groups: number[][] = [];
  private readonly open: (() => void)[] = [];

  readonly commit = async (items: number[]): Promise<string[]> => {
    this.groups.push(items);
    await new Promise<void>((resolve) => this.open.push(resolve));
    return items.map((item) => `stored ${item}`);
  };

  /** Ends the oldest commit that is under way. */
  async end(): Promise<void> {
    this.open.shift()?.();
    await turn();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const numbers = (length: number, from = 0): number[] => Array.from({ length }, (_, index) => from + index);

describe(GroupCommit.name, { timeout: 60_000 }, () => {
  it('commits what arrives in one turn together, and answers each with its own result', async () => {
    const store = new Store();
    const group = new GroupCommit(store.commit, { maxItems: 10, inFlight: 2 });
    const results = Promise.all(numbers(3).map((item) => group.submit(item)));
    expect(group.size).toBe(3);
    await turn();
    expect(store.groups).toEqual([[0, 1, 2]]);
    expect(group.size).toBe(0);
    await store.end();
    expect(await results).toEqual(['stored 0', 'stored 1', 'stored 2']);
  });

  it('answers nobody before the commit', async () => {
    const store = new Store();
    const group = new GroupCommit(store.commit, { maxItems: 10, inFlight: 1 });
    let isAnswered = false;
    void group.submit(1).then(() => (isAnswered = true));
    await turn();
    await turn();
    expect(isAnswered).toBe(false);
    await store.end();
    expect(isAnswered).toBe(true);
  });

  it('lets a lone item go at once', async () => {
    const store = new Store();
    const group = new GroupCommit(store.commit, { maxItems: 10, inFlight: 1 });
    void group.submit(7);
    await turn();
    expect(store.groups).toEqual([[7]]);
  });

  it('has no more commits under way than it may; what arrives meanwhile goes together when one ends', async () => {
    const store = new Store();
    const group = new GroupCommit(store.commit, { maxItems: 10, inFlight: 2 });
    for (const item of numbers(5)) {
      void group.submit(item);
      await turn();
    }
    expect(store.groups).toEqual([[0], [1]]);
    expect(group.size).toBe(3);
    await store.end();
    expect(store.groups).toEqual([[0], [1], [2, 3, 4]]);
  });

  it('splits what is too much for one commit', async () => {
    const store = new Store();
    const group = new GroupCommit(store.commit, { maxItems: 4, inFlight: 9 });
    for (const item of numbers(10)) void group.submit(item);
    await turn();
    expect(store.groups.map(({ length }) => length)).toEqual([4, 4, 2]);
  });

  it('commits each by itself if their group fails: a bad item harms no other', async () => {
    const calls: number[][] = [];
    const refusing = (items: number[]): Promise<number[]> => {
      calls.push(items);
      return items.includes(2) ? Promise.reject(new Error('2 is bad')) : Promise.resolve(items);
    };
    const group = new GroupCommit(refusing, { maxItems: 10, inFlight: 1 });
    const results = await Promise.allSettled(numbers(4).map((item) => group.submit(item)));
    expect(results).toMatchObject([
      { status: 'fulfilled', value: 0 },
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: { message: '2 is bad' } },
      { status: 'fulfilled', value: 3 },
    ]);
    expect(calls).toEqual([[0, 1, 2, 3], [0], [1], [2], [3]]);
  });

  it('fails a whole group at once if the failure is not that of an item', async () => {
    let commits = 0;
    const away = () => {
      commits += 1;
      return Promise.reject(new Error('the database is away'));
    };
    const group = new GroupCommit(away, { maxItems: 10, inFlight: 1, isFaultOfItem: () => false });
    const results = await Promise.allSettled(numbers(4).map((item) => group.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(commits).toBe(1);
  });

  it('tries a lone item that fails once', async () => {
    let calls = 0;
    const failing = (): Promise<never> => {
      calls += 1;
      return Promise.reject(new Error('no'));
    };
    await expect(new GroupCommit(failing, { maxItems: 10, inFlight: 1 }).submit(1)).rejects.toThrow('no');
    expect(calls).toBe(1);
  });

  it('goes on after a failure, also one that is thrown at once', async () => {
    let isBroken = true;
    const commit = (items: number[]): Promise<number[]> => {
      if (isBroken) throw new Error('broken');
      return Promise.resolve(items);
    };
    const group = new GroupCommit(commit, { maxItems: 10, inFlight: 1 });
    await expect(group.submit(1)).rejects.toThrow('broken');
    isBroken = false;
    expect(await group.submit(2)).toBe(2);
  });

  it('loses, repeats and mixes up nothing, whatever arrives when', async () => {
    const plan = fc.record({
      arrivals: fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 40 }),
      maxItems: fc.integer({ min: 1, max: 7 }),
      inFlight: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ arrivals, maxItems, inFlight }) => {
        const stored: number[] = [];
        let flying = 0;
        const commit = async (items: number[]): Promise<number[]> => {
          flying += 1;
          expect(flying).toBeLessThanOrEqual(inFlight);
          expect(items.length).toBeLessThanOrEqual(maxItems);
          await turn();
          flying -= 1;
          if (items.some((item) => arrivals[item]?.[1])) throw new Error('bad');
          stored.push(...items);
          return items.map((item) => item * 2);
        };
        const group = new GroupCommit(commit, { maxItems, inFlight });
        const results: Promise<PromiseSettledResult<number>[]>[] = [];
        for (const [item, [turns]] of arrivals.entries()) {
          results.push(Promise.allSettled([group.submit(item)]));
          for (let count = 0; count < turns; count += 1) await turn();
        }
        const ends = (await Promise.all(results)).flat();
        ends.forEach((end, item) => {
          if (arrivals[item]?.[1]) expect(end?.status).toBe('rejected');
          else expect(end).toEqual({ status: 'fulfilled', value: item * 2 });
        });
        const good = numbers(arrivals.length).filter((item) => !arrivals[item]?.[1]);
        expect(stored.toSorted((a, b) => a - b)).toEqual(good);
      }),
      { numRuns: 300 },
    );
  });
});
