import { describe, expect, it } from 'vitest';
import { alignWith, boundsOf, indexGuides } from './align-guides';

const box = (x: number, y: number, height = 64) => ({ x, y, width: 224, height });

describe(alignWith.name, () => {
  it('finds an edge that is nearly in line, and draws the line over both', () => {
    const index = indexGuides([box(0, 0), box(900, 900)]);
    expect(alignWith(index, box(3, 200), 5)).toEqual({
      shift: { x: -3 },
      guides: [{ axis: 'x', at: 0, from: 0, to: 264 }],
    });
  });

  it('brings centres in line, whatever the heights', () => {
    const { shift, guides } = alignWith(indexGuides([box(0, 0, 64)]), box(400, -14, 88), 5);
    expect(shift).toEqual({ y: 2 });
    expect(guides).toEqual([{ axis: 'y', at: 32, from: 0, to: 624 }]);
  });

  it('leaves alone what is not near enough, or far away across', () => {
    expect(alignWith(indexGuides([box(0, 0)]), box(40, 200), 5)).toEqual({ shift: {}, guides: [] });
    expect(alignWith(indexGuides([box(0, 0)]), box(0, 5000), 5).guides).toEqual([]);
  });

  it('takes the least shift, then the nearest', () => {
    const { guides } = alignWith(indexGuides([box(0, 0), box(0, 800), box(2, 400)]), box(0, 1000), 5);
    expect(guides).toEqual([{ axis: 'x', at: 0, from: 800, to: 1064 }]);
  });
});

describe(boundsOf.name, () => {
  it('is the box around several', () => {
    expect(boundsOf([box(0, 0), box(300, -40)])).toEqual({ x: 0, y: -40, width: 524, height: 104 });
  });
});
