import { describe, expect, it } from 'vitest';
import { LocalWorker } from './local-worker.service.js';
import type { OwnedRun } from './owned-run.js';

function workerWithRoom(room: number) {
  const taken: OwnedRun[] = [];
  const local = new LocalWorker();
  local.register({ room: () => room - taken.length, isOpen: () => true, take: (runs) => taken.push(...runs) });
  return { local, taken };
}

const run = (id: string) => ({ id }) as OwnedRun;

describe(LocalWorker.name, () => {
  it('has room for nothing where no worker runs', () => {
    expect(new LocalWorker().reserve(1)).toBe(false);
  });

  it('keeps room for what is being stored', () => {
    const { local, taken } = workerWithRoom(3);
    expect(local.reserve(2)).toBe(true);
    expect(local.reserve(2)).toBe(false);
    local.handOver([run('a'), run('b')]);
    expect(taken.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(local.reserve(1)).toBe(true);
    expect(local.reserve(1)).toBe(false);
  });

  it('frees the room of what was not stored', () => {
    const { local } = workerWithRoom(2);
    local.reserve(2);
    local.giveUp(2);
    expect(local.reserve(2)).toBe(true);
  });
});
