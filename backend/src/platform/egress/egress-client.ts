import { isIP } from 'node:net';
import { unescape } from 'node:querystring';
import { errors, type Agent } from 'undici';
import { crashPoint } from '../faults/crash-point.js';
import { blocked, createAddressPolicy, plainHost, type AddressPolicy } from './address-policy.js';
import { EgressError } from './egress-error.js';
import { createGuardedAgent, type FindAddresses } from './guarded-agent.js';
import { readBody } from './read-body.js';
import { followRedirect, parseHttpUrl, type OutgoingRequest } from './redirect.js';

export interface EgressCall {
  method: string;
  /** http or https. A user and password in it become a basic authorization. */
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
}

export interface EgressAnswer {
  status: number;
  /** Names in lower case; several of a name are joined by a comma. */
  headers: Record<string, string>;
  /** As text, unpacked. */
  body: string;
}

export interface EgressClient {
  /**
   * Sends a request and follows up to 5 redirects, each checked like the first.
   *
   * @throws EgressError EGRESS_BLOCKED for a host that is not public and not allowed; HTTP_UNREACHABLE, HTTP_TIMEOUT
   * and OUTPUT_TOO_LARGE (10 MB) for what happened on the way; the reason of `signal` after an abort
   */
  request(call: EgressCall): Promise<EgressAnswer>;
  /** Closes every connection; requests under way fail. */
  close(): Promise<void>;
}

const MAX_REDIRECTS = 5;

/**
 * The one way out to the network for what workflows ask for: it reaches public addresses only.
 *
 * @param options.allow host names, addresses and CIDR ranges that may be reached although they are not public
 * @param options.findAddresses looks host names up; the system's resolver if absent
 * @throws ConfigError for an entry of `allow` that is neither
 */
export function createEgressClient(options: { allow: string[]; findAddresses?: FindAddresses }): EgressClient {
  const policy = createAddressPolicy(options.allow);
  const agent = createGuardedAgent(policy, options.findAddresses);

  return {
    request: async (call) => {
      let next = toRequest(call);
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const request = next;
        const answer = await send(agent, policy, request, call.signal);
        const followed = followRedirect(request, answer.status, answer.headers['location']);
        if (!followed) return answer;
        next = followed;
      }
      throw new EgressError('HTTP_REDIRECTS', `${next.url.host} redirected more than ${MAX_REDIRECTS} times.`);
    },
    close: () => agent.destroy(),
  };
}

function toRequest({ method, url: text, headers, body }: EgressCall): OutgoingRequest {
  const url = parseHttpUrl(text);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (url.username || url.password) {
    const pair = `${unescape(url.username)}:${unescape(url.password)}`;
    sent['authorization'] ??= `Basic ${Buffer.from(pair).toString('base64')}`;
    url.username = '';
    url.password = '';
  }
  return { method: method.toUpperCase(), url, headers: sent, body };
}

async function send(
  agent: Agent,
  policy: AddressPolicy,
  { method, url, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<EgressAnswer> {
  const host = plainHost(url.hostname);
  // The connector checks again; here nothing is opened and nobody waits for a pooled connection.
  if (isIP(host) && !policy.allowsAddress(host)) throw blocked(host);
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers,
      body,
      signal,
    });
    crashPoint('call.before-answer');
    const flat = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    return { status: answer.statusCode, headers: flat, body: await readBody(answer.body, flat, url.host) };
  } catch (error) {
    throw toEgressError(error, url.host, signal);
  }
}

/** Gives whatever went wrong a stable code. */
function toEgressError(error: unknown, host: string, signal: AbortSignal): unknown {
  if (error instanceof EgressError) return error;
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    const timedOut = reason instanceof Error && reason.name === 'TimeoutError';
    return timedOut ? new EgressError('HTTP_TIMEOUT', `${host} did not answer in time.`, { cause: error }) : reason;
  }
  if (!(error instanceof Error)) return error;
  const { HeadersTimeoutError, BodyTimeoutError, ConnectTimeoutError, InvalidArgumentError } = errors;
  if ([HeadersTimeoutError, BodyTimeoutError, ConnectTimeoutError].some((type) => error instanceof type))
    return new EgressError('HTTP_TIMEOUT', `${host} did not answer in time.`, { cause: error });
  if (error instanceof InvalidArgumentError)
    return new EgressError('HTTP_REQUEST_INVALID', `The request cannot be sent: ${error.message}.`, { cause: error });
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return new EgressError('HTTP_UNREACHABLE', `${host} cannot be reached: ${error.message || code}.`, { cause: error });
}
