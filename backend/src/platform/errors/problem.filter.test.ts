import { BadRequestException, ForbiddenException, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorBodySchema } from '../../contract/index.js';
import { AppError } from './app-error.js';
import { ProblemFilter, toAppError } from './problem.filter.js';

/** What a client gets and the log holds when a request ends with this. */
async function answerTo(thrown: unknown) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const filter = new ProblemFilter(pino({ level: 'warn' }, { write }));
  const server = fastify({ genReqId: () => 'request-1' });
  const catchIt = (request: FastifyRequest, reply: FastifyReply): void => {
    const http = { getRequest: () => request, getResponse: () => reply };
    filter.catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
  };
  server.get('/thing', (request, reply) => {
    catchIt(request, reply);
    return reply;
  });
  const { statusCode, headers, body } = await server.inject('/thing?x=1');
  await server.close();
  return { statusCode, headers, body: errorBodySchema.parse(JSON.parse(body)), text: body, lines };
}

describe(ProblemFilter.name, () => {
  it('answers with RFC 9457, its fields and the id of the request', async () => {
    const thrown = new AppError('VALIDATION_FAILED', 'name: too long', { pointer: '/name', hint: 'Shorten it.' });
    const { statusCode, headers, body, lines } = await answerTo(thrown);
    expect(statusCode).toBe(422);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'about:blank',
      title: 'The request does not fit',
      status: 422,
      code: 'VALIDATION_FAILED',
      detail: 'name: too long',
      pointer: '/name',
      hint: 'Shorten it.',
      requestId: 'request-1',
    });
    expect(lines).toEqual([]);
  });

  it('says when to try again in a header, not in the body', async () => {
    const { headers, body } = await answerTo(new AppError('TOO_MANY_ATTEMPTS', 'Wait.', { retryAfter: 30 }));
    expect(headers['retry-after']).toBe('30');
    expect(body).not.toHaveProperty('retryAfter');
  });

  it('carries the problems of a workflow along', async () => {
    const problems = [{ code: 'GRAPH_CYCLE' as const, severity: 'error' as const, detail: 'a and b' }];
    expect((await answerTo(new AppError('GRAPH_CYCLE', 'a and b', { problems }))).body.problems).toEqual(problems);
  });

  it('tells nothing of what is unexpected, and logs it with the request', async () => {
    const { statusCode, text, body, lines } = await answerTo(new Error('password=hunter2 at db.internal'));
    expect(statusCode).toBe(500);
    expect(body).toMatchObject({ code: 'INTERNAL', detail: 'Something went wrong on our side' });
    expect(text).not.toContain('hunter2');
    expect(lines).toMatchObject([{ requestId: 'request-1', method: 'GET', url: '/thing?x=1' }]);
    expect(JSON.stringify(lines)).toContain('hunter2');
  });

  it('does not log each request that there is no room for, but does if something went wrong', async () => {
    const crowded = await answerTo(new AppError('OVERLOADED', 'Later.', { retryAfter: 1 }));
    expect([crowded.statusCode, crowded.lines]).toEqual([503, []]);
    const broken = await answerTo(new AppError('OVERLOADED', 'Later.', {}, { cause: new Error('disk full') }));
    expect(broken.lines).toHaveLength(1);
  });

  it('does not log that a run failed: the run says so itself', async () => {
    const { statusCode, lines } = await answerTo(new AppError('RUN_FAILED', 'it failed'));
    expect([statusCode, lines]).toEqual([500, []]);
  });
});

describe(toAppError.name, () => {
  it('leaves our own errors as they are', () => {
    const error = new AppError('FORBIDDEN');
    expect(toAppError(error)).toBe(error);
  });

  it.each([
    [new NotFoundException('no'), 'NOT_FOUND'],
    [new ForbiddenException(), 'FORBIDDEN'],
    [new BadRequestException('Unexpected token'), 'REQUEST_INVALID'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'BODY_TOO_LARGE'],
    [
      Object.assign(new Error(), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }),
      'CONTENT_TYPE_UNSUPPORTED',
    ],
    [Object.assign(new Error(), { code: 'FST_ERR_BAD_URL', statusCode: 400 }), 'NOT_FOUND'],
    [Object.assign(new Error(), { code: 'SOMETHING_NEW', statusCode: 408 }), 'REQUEST_TIMEOUT'],
    [Object.assign(new Error(), { statusCode: 503 }), 'INTERNAL'],
    [Object.assign(new Error(), { code: '23505' }), 'INTERNAL'],
    ['a text', 'INTERNAL'],
    [undefined, 'INTERNAL'],
  ])('knows what %s is', (thrown, code) => {
    const error = toAppError(thrown);
    expect(error.code).toBe(code);
    expect(error.cause).toBe(thrown);
  });
});
