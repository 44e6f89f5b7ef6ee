import { describe, expect, it } from 'vitest';
import { carriedType, carriesLink, carryType } from './dragged-type';
import { aType } from './test-graphs';

describe(carryType.name, () => {
  it('tells what is carried, and whether it fits into a connection', () => {
    const step = new DataTransfer();
    carryType(step, aType('set'));
    expect([carriedType(step), carriesLink(step)]).toEqual(['set', true]);
    const trigger = new DataTransfer();
    carryType(trigger, aType('manual', { ports: { input: false, outputs: [{ name: 'out', title: '' }] } }));
    expect([carriedType(trigger), carriesLink(trigger)]).toEqual(['manual', false]);
    const end = new DataTransfer();
    carryType(end, aType('fail', { ports: { input: true, outputs: [] } }));
    expect(carriesLink(end)).toBe(false);
  });
});
