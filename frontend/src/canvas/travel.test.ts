import { describe, expect, it } from 'vitest';
import { messagesOn, travelOf } from './travel';

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

describe(messagesOn.name, () => {
  it('is one where nothing is repeated, once the target is reached', () => {
    const way = { from: succeeded, port: 'out', repeats: false };
    expect([undefined, running, succeeded].map((to) => messagesOn({ ...way, to }))).toEqual([0, 1, 1]);
  });

  it('counts the iterations that took this way, also while others are under way', () => {
    const from = { status: 'running', ports: ['false', 'true'], sent: { true: 3, false: 1 } } as const;
    const to = { status: 'running' } as const;
    const counts = ['true', 'false', 'error'].map((port) => messagesOn({ from, to, port, repeats: false }));
    expect(counts).toEqual([3, 1, 0]);
  });

  it('counts into the body of a loop what has begun there', () => {
    const to = { status: 'running', counts: { total: 4, over: 3, failed: 0 } } as const;
    expect(messagesOn({ from: running, to, port: 'item', repeats: true })).toBe(4);
  });
});
