import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

describe(nearestName.name, () => {
  const known = ['webhook', 'http-request', 'set', 'if', 'code'];

  it.each([
    ['webhok', 'webhook'],
    ['WebHook', 'webhook'],
    ['http_request', 'http-request'],
    ['httprequest', 'http-request'],
    ['sett', 'set'],
    ['kode', 'code'],
  ])('takes %s for %s', (given, meant) => expect(nearestName(given, known)).toBe(meant));

  it.each(['teleport', '', 'xyz', 'website-hook'])('has no guess for "%s"', (given) => {
    expect(nearestName(given, known)).toBeUndefined();
  });

  it('prefers the nearer of two', () => expect(nearestName('cods', ['mode', 'code', 'codes'])).toBe('code'));
});
