import cookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { AppError } from '../errors/app-error.js';
import { sendProblem, toAppError } from '../errors/problem.filter.js';
import { answerClientError } from './client-errors.js';
import { inflateBodies } from './inflate.js';
import { decodeUtf8, parseJson, refuseForbiddenKeys } from './read-body.js';

/** No body is larger, inflated or not; bytes. */
export const BODY_LIMIT = 10 * 1024 * 1024;

/** A client that has not sent its whole request by then is told 408; milliseconds. */
const REQUEST_TIMEOUT = 15_000;

/** Tells the requests of this process from those of any other. */
const PROCESS = randomBytes(6).toString('hex');
let requests = 0;

/** Named in every error and in the log, so that one can be found by the other. */
function nextRequestId(): string {
  requests += 1;
  return `${PROCESS}-${requests.toString(36)}`;
}

/** The HTTP server beneath Nest, with our own reading of bodies. */
export function createHttpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT,
    // Node takes the longer of the two for the whole request, so that its own 60 s for the head must not stay.
    http: { connectionsCheckingInterval: 1000, headersTimeout: REQUEST_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    genReqId: nextRequestId,
    routerOptions: { maxParamLength: 500 },
    trustProxy: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  });
}

/** What goes wrong before a route is found, e.g. an address with broken escapes. */
function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, toAppError(error), request.id);
}

/** Sets up what has to be in place before Nest adds its routes. */
export async function prepareFastify(fastify: FastifyInstance): Promise<void> {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readBody(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addHook('preParsing', inflateBodies(BODY_LIMIT));
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    const policy = reply.getHeader(POLICY);
    reply.headers(SECURITY_HEADERS);
    // Whoever answers may be stricter.
    if (policy !== undefined) reply.header(POLICY, policy);
    done();
  });
  // Whoever needs cookies parses them; most requests are those of programs.
  await fastify.register(cookie, { hook: false });
}

/** What a webhook or an event carries may hold any key; everything else is ours and may not hold `__proto__`. */
function readBody(request: FastifyRequest, body: Buffer): unknown {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isHook = request.url.startsWith('/hooks/');
  const isEvents = request.url.startsWith('/api/v1/events');
  if (body.length === 0) return undefined;
  // The data of a CloudEvent in binary mode may be anything; whoever reads the event looks into it.
  if (isEvents && 'ce-specversion' in request.headers && !isJson(type)) return body;
  if (type === 'multipart/form-data') throw multipartError(request);
  if (isJson(type)) {
    const value = parseJson(decodeUtf8(body));
    if (!isHook && !isEvents) refuseForbiddenKeys(value);
    return value;
  }
  if (!isHook)
    throw new AppError('CONTENT_TYPE_UNSUPPORTED', `This address takes JSON, not "${type}".`, {
      hint: 'Send content-type: application/json.',
    });
  const text = decodeUtf8(body);
  return type === 'application/x-www-form-urlencoded' ? parseForm(text) : text;
}

function isJson(type: string): boolean {
  return type === '' || type === 'application/json' || type.endsWith('+json');
}

function multipartError(request: FastifyRequest): AppError {
  const hasBoundary = /;\s*boundary=("[^"]+"|[^;\s]+)/i.test(request.headers['content-type'] ?? '');
  if (!hasBoundary) return new AppError('MULTIPART_INVALID', 'The multipart body has no boundary.');
  return new AppError('CONTENT_TYPE_UNSUPPORTED', 'Multipart bodies are not taken here.', {
    hint: 'Send JSON or a URL-encoded form.',
  });
}

/** A field that comes several times becomes an array. */
function parseForm(text: string): Record<string, string | string[]> {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())]
      .map((key) => [key, form.getAll(key)])
      .map(([key, all]) => [key, all?.length === 1 ? all[0] : all]),
  ) as Record<string, string | string[]>;
}

const POLICY = 'content-security-policy';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  [POLICY]:
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
};
