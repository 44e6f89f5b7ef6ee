import { describe, expect, it } from 'vitest';
import { packPayloads } from './notification-payloads.js';

describe(packPayloads, () => {
  it('packs items that fit into one payload', () => {
    expect(packPayloads('runs.changed', 'runIds', ['a', 'b'])).toEqual(['{"runs.changed":{"runIds":["a","b"]}}']);
    expect(packPayloads('runs.changed', 'runIds', [])).toEqual([]);
  });

  it('makes as many payloads as the bytes of the items need, in their order', () => {
    const items = Array.from({ length: 50 }, (_, index) => `${index}:${'ü'.repeat(300)}$&`);
    const payloads = packPayloads('steps.changed', 'steps', items);
    expect(payloads.length).toBeGreaterThan(3);
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8000);
    const read = payloads.flatMap(
      (payload) => (JSON.parse(payload) as { 'steps.changed': { steps: string[] } })['steps.changed'].steps,
    );
    expect(read).toEqual(items);
  });

  it('leaves out what fits into none', () => {
    expect(packPayloads('steps.changed', 'steps', ['x'.repeat(9000), 'y'])).toEqual([
      '{"steps.changed":{"steps":["y"]}}',
    ]);
  });
});
