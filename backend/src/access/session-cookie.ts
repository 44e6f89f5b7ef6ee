import type { FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'eventloom_session';

/** The token of the session that a request belongs to, if it names one. Cookies of other requests are never looked at. */
export function sessionTokenOf({ headers, server }: FastifyRequest): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[SESSION_COOKIE];
}
