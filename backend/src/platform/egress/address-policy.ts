import ipaddr from 'ipaddr.js';
import { ConfigError } from '../config.js';
import { EgressError } from './egress-error.js';

/**
 * IPv6 addresses that can belong to hosts on the Internet (RFC 4291). What is outside carries an IPv4 address in
 * disguise (mapped, compatible, NAT64) or stays local.
 */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Which hosts and addresses a request may reach. */
export interface AddressPolicy {
  /** Whether this very host name was allowed by name; its addresses are then taken as they are. */
  allowsName(host: string): boolean;
  /** Whether an IP address may be reached: public, or inside a range that was allowed. */
  allowsAddress(address: string): boolean;
}

/**
 * Reads the list of EVENTLOOM_EGRESS_ALLOW.
 *
 * @param allow host names, IP addresses and CIDR ranges
 * @throws ConfigError for an entry that is none of these
 */
export function createAddressPolicy(allow: string[]): AddressPolicy {
  const names = new Set<string>();
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of allow) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(toIPv4Range(ipaddr.parseCIDR(entry)));
    else if (ipaddr.isValid(entry)) ranges.push(singleAddress(entry));
    else if (/^[a-z\d._-]+$/i.test(entry)) names.add(plainHost(entry));
    else
      throw new ConfigError(`EVENTLOOM_EGRESS_ALLOW: ${JSON.stringify(entry)} is neither a host name nor a CIDR range`);
  }

  return {
    allowsName: (host) => names.has(plainHost(host)),
    allowsAddress: (text) => {
      if (!ipaddr.isValid(text)) return false;
      const address = ipaddr.process(text);
      return isPublic(address) || ranges.some(([base, bits]) => isWithin(address, base, bits));
    },
  };
}

/** The error of a host that may not be reached. */
export function blocked(host: string, address = host): EgressError {
  const found = address === host ? '' : ` (${address})`;
  return new EgressError(
    'EGRESS_BLOCKED',
    `${host}${found} is not a public address. Add it to EVENTLOOM_EGRESS_ALLOW to let workflows reach it.`,
  );
}

/** A host name as it is compared: lower case, without the brackets of IPv6 and the dot of the root zone. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, base: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function singleAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** A mapped range such as `::ffff:10.0.0.0/104` is the IPv4 range that it stands for. */
function toIPv4Range([base, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96
    ? [base.toIPv4Address(), bits - 96]
    : [base, bits];
}
