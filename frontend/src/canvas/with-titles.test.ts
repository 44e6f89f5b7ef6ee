import { describe, expect, it } from 'vitest';
import { withTitles } from './with-titles';

describe(withTitles.name, () => {
  it('names steps by their labels and leaves other quotes alone', () => {
    const graph = { nodes: [{ id: 'a', type: 'set', label: 'Alpha', params: {} }], edges: [] };
    expect(withTitles('“a” has no port “x”.', graph, new Map())).toBe('“Alpha” has no port “x”.');
  });
});
