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

describe('the pointer of an AppError', () => {
  const error = new AppError('SCHEMA_MISMATCH', 'No.', { pointer: '/data/body/total', hint: 'Look.' });

  it('begins with the place of what is refused among others', () => {
    expect(error.within(3).fields).toEqual({ pointer: '/3/data/body/total', hint: 'Look.' });
    expect(new AppError('KEY_REUSED').within(0).fields).toEqual({ pointer: '/0' });
  });

  it('goes into the part that is the body, or is none', () => {
    expect(error.onlyWithin('/data/body').fields).toEqual({ pointer: '/total', hint: 'Look.' });
    expect(error.onlyWithin('/data/bo').fields).toEqual({ hint: 'Look.' });
    expect(error.onlyWithin('/data/body/total').fields.pointer).toBe('');
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
