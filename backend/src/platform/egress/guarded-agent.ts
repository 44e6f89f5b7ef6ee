import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { blocked, plainHost, type AddressPolicy } from './address-policy.js';

/** Finds the addresses of a host name, as `dns.lookup` with `all`. */
export type FindAddresses = (
  host: string,
  family: number,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const CONNECT_TIMEOUT_MS = 10_000;
/** No node may wait longer than its own limit; this ends what has none. */
const SILENCE_TIMEOUT_MS = 300_000;

const findBySystem: FindAddresses = (host, family, callback) => {
  systemLookup(host, { family, all: true }, callback);
};

/**
 * A pool of connections whose every new connection is checked against the policy.
 *
 * Two checks are needed: a lookup is not called for IP literals, and a host name says nothing before its lookup. The
 * socket connects to the very addresses that were checked, so an answer that changes in between changes nothing.
 */
export function createGuardedAgent(policy: AddressPolicy, findAddresses: FindAddresses = findBySystem): Agent {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardLookup(policy, findAddresses) });
  return new Agent({
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
    connect: (options, callback) => {
      const host = plainHost(options.hostname);
      if (isIP(host) && !policy.allowsAddress(host)) callback(blocked(host), null);
      else connect(options, callback);
    },
  });
}

function guardLookup(policy: AddressPolicy, findAddresses: FindAddresses): LookupFunction {
  return (host, options, callback) => {
    findAddresses(host, toFamily(options.family), (error, found) => {
      if (error) return callback(error, '');
      const safe = policy.allowsName(host) ? found : found.filter(({ address }) => policy.allowsAddress(address));
      const [first] = safe;
      if (!first) return callback(blocked(host, found[0]?.address), '');
      if (options.all) callback(null, safe);
      else callback(null, first.address, first.family);
    });
  };
}

function toFamily(family: number | 'IPv4' | 'IPv6' | undefined): number {
  if (family === 'IPv4') return 4;
  return family === 'IPv6' ? 6 : (family ?? 0);
}
