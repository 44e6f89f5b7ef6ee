import { describe, expect, it } from 'vitest';
import { portToAddAfter } from './free-port';
import { drawn } from './test-graphs';

describe(portToAddAfter.name, () => {
  it('prefers a port that nothing leaves by', () => {
    const ports = [{ name: 'true' }, { name: 'false' }];
    expect(portToAddAfter(drawn(['start > a']), 'a', ports)).toBe('true');
    expect(portToAddAfter(drawn(['a.true > b']), 'a', ports)).toBe('false');
    expect(portToAddAfter(drawn(['a > b']), 'a', [{ name: 'out' }])).toBe('out');
  });
});
