import { describe, expect, it } from 'vitest';
import { createAddressPolicy } from './address-policy.js';

describe(createAddressPolicy.name, () => {
  it.each(['8.8.8.8', '1.1.1.1', '::ffff:8.8.8.8', '2606:4700:4700::1111'])('lets %s be reached', (address) => {
    expect(createAddressPolicy([]).allowsAddress(address)).toBe(true);
  });

  it('opens a range to its last address and no further', () => {
    const policy = createAddressPolicy(['10.1.0.0/16', 'fd00:1::/32']);
    for (const address of ['10.1.0.0', '10.1.255.255', '::ffff:10.1.2.3', 'fd00:1:ffff::1'])
      expect(policy.allowsAddress(address)).toBe(true);
    for (const address of ['10.0.255.255', '10.2.0.0', 'fd00:2::1', '127.0.0.1', ''])
      expect(policy.allowsAddress(address)).toBe(false);
  });

  it('knows a name however it is written', () => {
    const policy = createAddressPolicy(['DB.internal.']);
    expect(policy.allowsName('db.INTERNAL')).toBe(true);
    expect(policy.allowsName('xdb.internal')).toBe(false);
  });

  it.each(['http://x', '10.0.0.0/33', 'host:80', '*.internal', 'a b'])(
    'names the setting when it cannot read %s',
    (entry) => {
      expect(() => createAddressPolicy([entry])).toThrow(
        `EVENTLOOM_EGRESS_ALLOW: ${JSON.stringify(entry)} is neither a host name nor a CIDR range`,
      );
    },
  );
});
