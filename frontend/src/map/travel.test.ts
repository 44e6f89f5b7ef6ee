import { describe, expect, it } from 'vitest';
import { arrangeMap } from './layout-map';
import { mapOf } from './test-maps';
import { travel, travelKeyOf } from './travel';

const map = mapOf(
  'producer:a > topic:t > consumer:x',
  'topic:t > consumer:y',
  'topic:t > consumer:z',
  'topic:u > consumer:w',
);
const arrangement = arrangeMap(map);
const go = (from: string, key: string) => {
  const known = travelKeyOf(key);
  return known && travel(from, known, arrangement, map.edges);
};

describe(travel, () => {
  it('goes up and down within a column and ends there', () => {
    expect(go('consumer:x', 'ArrowDown')).toBe('consumer:y');
    expect(go('consumer:y', 'ArrowUp')).toBe('consumer:x');
    expect(go('consumer:x', 'ArrowUp')).toBeUndefined();
    expect([go('consumer:y', 'Home'), go('consumer:y', 'End')]).toEqual(['consumer:x', 'consumer:w']);
  });

  it('goes sideways to the nearest that is tied to it', () => {
    expect(go('producer:a', 'ArrowRight')).toBe('topic:t');
    expect(go('topic:t', 'ArrowRight')).toBe('consumer:y');
    expect(go('consumer:z', 'ArrowLeft')).toBe('topic:t');
    expect(go('producer:a', 'ArrowLeft')).toBeUndefined();
  });

  it('goes to the nearest at all where nothing is tied', () => {
    expect(go('topic:u', 'ArrowLeft')).toBe('producer:a');
  });

  it('leaves other keys alone', () => {
    expect(go('topic:t', 'a')).toBeUndefined();
  });
});
