import { EgressError } from './egress-error.js';

/** A request on its way; `url` is parsed, header names are lower-case. */
export interface OutgoingRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

/** What may follow a redirect to another origin. Anything else may be a credential, under whatever name. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** Parses an address that a request may go to. */
export function parseHttpUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href))
    throw new EgressError('HTTP_URL_INVALID', `${JSON.stringify(text)} is not a URL.`);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new EgressError('HTTP_URL_INVALID', `Only http and https can be requested, not ${url.protocol}//.`);
  return url;
}

/**
 * The request that follows a redirect, as browsers make it (Fetch standard, 4.4 HTTP-redirect fetch); null where the
 * answer is none.
 */
export function followRedirect(
  request: OutgoingRequest,
  status: number,
  location: string | undefined,
): OutgoingRequest | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  const url = parseHttpUrl(location, request.url);
  url.username = '';
  url.password = '';
  const { method } = request;
  const becomesGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  const kept = Object.entries(request.headers).filter(
    ([name]) =>
      (url.origin === request.url.origin || HARMLESS_HEADERS.has(name)) && !(becomesGet && name.startsWith('content-')),
  );
  return {
    method: becomesGet ? 'GET' : method,
    url,
    headers: Object.fromEntries(kept),
    body: becomesGet ? undefined : request.body,
  };
}
