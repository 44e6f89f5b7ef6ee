import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody } from '../../contract/index.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { AppError } from './app-error.js';
import { describeCode, type ErrorCode } from './error-codes.js';

/** Turns whatever a request ended with into RFC 9457 `application/problem+json`; what is unexpected is logged, not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = toAppError(thrown);
    if (isWorthALine(error))
      this.logger.error(
        { requestId: request.id, method: request.method, url: request.url, err: error.cause ?? thrown },
        'a request failed',
      );
    sendProblem(reply, error, request.id);
  }
}

/** What went wrong here; a refusal for want of room did not, and there may be thousands a second. */
function isWorthALine(error: AppError): boolean {
  const isRefusal = error.code === 'OVERLOADED' && error.cause === undefined;
  return error.status >= 500 && error.code !== 'RUN_FAILED' && !isRefusal;
}

/** Answers a request with a problem. */
export function sendProblem(reply: FastifyReply, error: AppError, requestId: string): void {
  const { retryAfter } = error.fields;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  void reply
    .code(error.status)
    .type('application/problem+json')
    .send(JSON.stringify(toErrorBody(error, requestId)));
}

/** An error as RFC 9457 has it. */
export function toErrorBody(error: AppError, requestId: string): ErrorBody {
  const { retryAfter: _, ...fields } = error.fields;
  return {
    type: 'about:blank',
    title: describeCode(error.code).title,
    status: error.status,
    code: error.code,
    detail: error.message,
    ...fields,
    requestId,
  };
}

/** Fastify's and Nest's own errors that a caller can do something about. */
const KNOWN: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'CONTENT_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_INVALID',
  FST_ERR_BAD_URL: 'NOT_FOUND',
};

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'REQUEST_INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  415: 'CONTENT_TYPE_UNSUPPORTED',
};

/** Recognises what may be told to the caller; everything else becomes `INTERNAL`, with the cause kept for the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = KNOWN[codeOf(thrown) ?? ''] ?? BY_STATUS[statusOf(thrown) ?? 0];
  return new AppError(code ?? 'INTERNAL', undefined, {}, { cause: thrown });
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number'
    ? thrown.statusCode
    : undefined;
}
