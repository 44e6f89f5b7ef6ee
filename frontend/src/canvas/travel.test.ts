import { describe, expect, it } from 'vitest';
import { travelOf } from './travel';

const running = { status: 'running' } as const;
const succeeded = { status: 'succeeded' } as const;

describe(travelOf.name, () => {
  it('moves while the target works, and is taken once it is done', () => {
    const way = { from: succeeded, port: 'out', repeats: false };
    expect([undefined, running, succeeded].map((to) => travelOf({ ...way, to }))).toEqual([
      'idle',
      'travelling',
      'taken',
    ]);
  });

  it('is passed by where the step left by other ports only', () => {
    const from = { status: 'succeeded', ports: ['false', 'true'] } as const;
    const way = { from, to: succeeded, repeats: false };
    expect(['true', 'false', 'error'].map((port) => travelOf({ ...way, port }))).toEqual(['taken', 'taken', 'passed']);
  });

  it('is gone through again and again into the body of a loop, though the loop goes on by another port', () => {
    const way = { port: 'item', repeats: true };
    expect(travelOf({ ...way, from: running, to: running })).toBe('travelling');
    expect(travelOf({ ...way, from: { status: 'succeeded', ports: ['done'] }, to: succeeded })).toBe('taken');
    expect(travelOf({ ...way, from: { status: 'succeeded', ports: ['done'] }, to: undefined })).toBe('passed');
  });
});
