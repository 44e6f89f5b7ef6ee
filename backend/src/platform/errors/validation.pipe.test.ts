import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from './app-error.js';
import { toValidationError, ValidationPipe } from './validation.pipe.js';

const schema = z.object({ name: z.string(), tags: z.array(z.object({ 'a/b~c': z.int() })).optional() });
const check = (value: unknown): Promise<unknown> => new ValidationPipe().transform(value, { type: 'body', schema });

describe(ValidationPipe.name, () => {
  it('hands out what the schema makes of a value', async () => {
    expect(await check({ name: 'x', unknown: 1 })).toEqual({ name: 'x' });
  });

  it('refuses what does not fit with a pointer to it', async () => {
    const error: unknown = await check({ name: 'x', tags: [{ 'a/b~c': 1 }, { 'a/b~c': 'one' }] }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', status: 422, fields: { pointer: '/tags/1/a~1b~0c' } });
    expect((error as AppError).message).toMatch(/^tags\.1\.a\/b~c: /);
  });

  it('takes a missing body for an empty one', async () => {
    await expect(check(undefined)).rejects.toMatchObject({ fields: { pointer: '/name' } });
    const open = z.object({ version: z.string().default('draft') });
    expect(await new ValidationPipe().transform(undefined, { type: 'body', schema: open })).toEqual({
      version: 'draft',
    });
  });

  it('lets values without a schema through', async () => {
    expect(await new ValidationPipe().transform('x', { type: 'param' })).toBe('x');
  });
});

describe(toValidationError.name, () => {
  it('names the whole value where nothing in it is to blame', () => {
    expect(toValidationError([{ message: 'a text is wanted' }])).toMatchObject({
      message: 'a text is wanted',
      fields: { pointer: '' },
    });
    expect(toValidationError([])).toMatchObject({ message: 'does not fit' });
  });

  it('reads paths of plain keys and of objects that hold them', () => {
    const path = ['nodes', 0, { key: 'params' }];
    expect(toValidationError([{ message: 'no', path }])).toMatchObject({
      message: 'nodes.0.params: no',
      fields: { pointer: '/nodes/0/params' },
    });
  });
});
