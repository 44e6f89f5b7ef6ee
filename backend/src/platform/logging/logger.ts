import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Config } from '../config.js';

export type Logger = pino.Logger;

/** The injection token of the process' root logger; a class makes its own with `.child({ name })`. */
export const LOGGER = Symbol('LOGGER');

/** A structured logger that writes JSON lines to the standard output, without secrets. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    serializers: { err: describeError },
    redact: {
      paths: ['*.password', '*.authorization', '*.cookie', 'authorization', 'cookie', 'password'],
      censor: '***',
    },
  });
}

/** Errors of drivers carry whole connections along; a log needs none of that. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
}

/** Lets Nest write its own lines into our log; its chatter about routes and modules is for `debug`. */
export function toNestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'debug' | 'error' | 'warn' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      logger[level]({ nest: rest.at(-1) }, String(message));
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    error: write('error'),
    warn: write('warn'),
    fatal: write('fatal'),
  };
}
