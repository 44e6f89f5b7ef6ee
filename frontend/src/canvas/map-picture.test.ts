import { describe, expect, it } from 'vitest';
import { areaOf, pathsByColour } from './map-picture';

const at = (id: string, x: number, y: number) => ({ id, position: { x, y }, width: 200, height: 60 });
const SHAPE = { width: 160, height: 100 };

describe(areaOf.name, () => {
  it('holds all steps, in the middle and in the shape of the map', () => {
    const area = areaOf([at('a', 0, 0), at('b', 1800, 100)], SHAPE);
    expect(area.width / area.height).toBeCloseTo(1.6);
    expect(area.x).toBeLessThan(0);
    expect(area.x + area.width / 2).toBeCloseTo(1000);
    expect(area.y + area.height / 2).toBeCloseTo(80);
  });

  it('is as large as the map where there is nothing', () => {
    expect(areaOf([], SHAPE)).toEqual({ x: 0, y: 0, width: 160, height: 100 });
  });
});

describe(pathsByColour.name, () => {
  it('draws the steps of one colour in one go', () => {
    const paths = pathsByColour([at('a', 0, 0), at('b', 300, 0), at('c', 0, 90)], ({ id }) =>
      id === 'b' ? 'red' : 'grey',
    );
    expect([...paths]).toEqual([
      ['grey', 'M0 0h200v60h-200ZM0 90h200v60h-200Z'],
      ['red', 'M300 0h200v60h-200Z'],
    ]);
  });
});
