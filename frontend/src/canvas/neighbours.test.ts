import { describe, expect, it } from 'vitest';
import { neighbourOf } from './neighbours';

const node = (id: string, x: number, y: number) => ({ id, type: 'set', params: {}, position: { x, y } });
const graph = {
  nodes: [node('a', 0, 0), node('b', 320, 0), node('c', 320, 120), node('d', 0, 400)],
  edges: [{ id: 'e', source: 'a', target: 'b' }],
};

describe(neighbourOf.name, () => {
  it('follows connections to the sides, and places up and down', () => {
    expect(neighbourOf(graph, 'a', 'ArrowRight')).toBe('b');
    expect(neighbourOf(graph, 'b', 'ArrowLeft')).toBe('a');
    expect(neighbourOf(graph, 'b', 'ArrowDown')).toBe('c');
    expect(neighbourOf(graph, 'd', 'ArrowUp')).toBe('a');
    expect(neighbourOf(graph, 'c', 'ArrowRight')).toBeUndefined();
    expect(neighbourOf(graph, 'a', 'ArrowUp')).toBeUndefined();
  });
});
