import { describe, expect, it } from 'vitest';
import { focusOn } from './focus-on';
import { mapOf } from './test-maps';

const map = mapOf(
  'producer:shop > topic:order > consumer:bills > topic:bill > consumer:mail',
  'producer:other > topic:order > consumer:stock',
  'producer:clock > topic:tick > consumer:mail',
);
const ids = (focus: string, from = map) =>
  focusOn(from, focus)
    .nodes.map(({ id }) => id)
    .sort();

describe(focusOn, () => {
  it('keeps what leads to a node and what follows from it, and nothing beside', () => {
    expect(ids('consumer:bills')).toEqual(
      ['consumer:bills', 'consumer:mail', 'producer:other', 'producer:shop', 'topic:bill', 'topic:order'].sort(),
    );
    expect(focusOn(map, 'topic:tick').edges.map(({ id }) => id)).toEqual([
      'producer:clock>topic:tick',
      'topic:tick>consumer:mail',
    ]);
  });

  it('comes to an end where events go in a circle', () => {
    const circle = mapOf('consumer:a > topic:x > consumer:b > topic:y > consumer:a');
    expect(ids('topic:x', circle)).toHaveLength(4);
  });

  it('takes what stands for a node, and shows nothing for one that is gone', () => {
    const moved = { ...map, standIns: new Map([['producer:workflow:mail', ['consumer:mail']]]) };
    expect(ids('producer:workflow:mail', moved)).toContain('topic:bill');
    expect(ids('consumer:gone')).toEqual([]);
  });
});
