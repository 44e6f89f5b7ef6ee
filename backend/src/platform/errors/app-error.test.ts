import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.js';
import { describeCode, ERROR_CODES } from './error-codes.js';

describe(AppError.name, () => {
  it('has the status of its code, and its title for a detail if it is given none', () => {
    const error = new AppError('NOT_FOUND');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'AppError', code: 'NOT_FOUND', status: 404, fields: {} });
    expect(error.message).toBe(ERROR_CODES.NOT_FOUND.title);
  });

  it('keeps its fields and its cause', () => {
    const cause = new Error('the disk is full');
    const error = new AppError('OVERLOADED', 'Later.', { retryAfter: 3 }, { cause });
    expect(error).toMatchObject({ message: 'Later.', status: 503, fields: { retryAfter: 3 }, cause });
  });
});

describe(describeCode.name, () => {
  it('takes the code of a problem for a workflow that is refused', () => {
    expect(describeCode('GRAPH_CYCLE')).toEqual({ status: 422, title: 'The workflow has problems' });
    expect(new AppError('EXPR_SYNTAX').status).toBe(422);
  });

  it('prefers its own entry where a code is both', () => expect(describeCode('ROUTE_CONFLICT').status).toBe(409));

  it('gives every code a status of an error and a title of its own', () => {
    const entries = Object.values(ERROR_CODES);
    for (const { status } of entries) expect(status >= 400 && status < 600).toBe(true);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
  });
});
