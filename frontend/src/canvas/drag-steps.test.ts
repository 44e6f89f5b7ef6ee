import { describe, expect, it } from 'vitest';
import { beginDrag, placeDragged } from './drag-steps';
import { aType, drawn, FLOW_TYPES } from './test-graphs';

const at = (id: string, x: number, y: number) => ({ id, position: { x, y } });
const graph = drawn(['a > b']);
const all = [at('a', 0, 0), at('b', 320, 0), at('c', 600, 400)];
const helped = { tolerance: 5, isFree: false };

describe(placeDragged.name, () => {
  const drag = beginDrag([at('c', 600, 400)], all, { graph, manifests: FLOW_TYPES });

  it('keeps to the grid where nothing is in line', () => {
    const { positions, guides } = placeDragged(drag, [at('c', 611, 205)], { x: 611, y: 205 }, helped);
    expect(positions.get('c')).toEqual({ x: 608, y: 208 });
    expect(guides).toEqual([]);
  });

  it('keeps in line with another step, across the grid', () => {
    const off = beginDrag([at('c', 600, 400)], [at('a', 3, 0), at('c', 600, 400)], { graph, manifests: FLOW_TYPES });
    const { positions, guides } = placeDragged(off, [at('c', 5.5, 205)], { x: 5.5, y: 205 }, helped);
    expect(positions.get('c')).toEqual({ x: 3, y: 208 });
    expect(guides).toMatchObject([{ axis: 'x', at: 3 }]);
  });

  it('is free of both when it is to be', () => {
    const steps = [at('c', 321.4, 203)];
    const { positions, guides } = placeDragged(drag, steps, { x: 321.4, y: 203 }, { ...helped, isFree: true });
    expect(positions.get('c')).toEqual({ x: 321, y: 203 });
    expect(guides).toEqual([]);
  });

  it('moves several by the same distance', () => {
    const both = beginDrag([at('a', 0, 0), at('b', 320, 0)], all, { graph, manifests: FLOW_TYPES });
    const steps = [at('a', 13, 100), at('b', 333, 100)];
    const { positions } = placeDragged(both, steps, { x: 333, y: 100 }, helped);
    expect([...positions.values()]).toEqual([
      { x: 16, y: 104 },
      { x: 336, y: 104 },
    ]);
  });
});

describe(beginDrag.name, () => {
  const manifests = new Map([
    ...FLOW_TYPES,
    ['manual', aType('manual', { ports: { input: false, outputs: [{ name: 'out', title: '' }] } })] as const,
  ]);
  const looseOf = (ids: string[], types: Record<string, string> = {}) => {
    const steps = ids.map((id) => at(id, 0, 0));
    const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, type: types[id] ?? 'set', params: {} }));
    return beginDrag(steps, steps, { graph: { nodes, edges: graph.edges }, manifests }).loose;
  };

  it('lets a single step that is tied to nothing be put into a connection', () => {
    expect(looseOf(['c'])).toBe('c');
    expect(looseOf(['a'])).toBeUndefined();
    expect(looseOf(['c', 'd'])).toBeUndefined();
    expect(looseOf(['c'], { c: 'manual' })).toBeUndefined();
  });
});
