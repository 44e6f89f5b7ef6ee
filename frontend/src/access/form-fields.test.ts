import { setupSchema } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { fieldErrors, readForm } from './form-fields';

const NAMES = ['name', 'email', 'password'] as const;

describe(fieldErrors.name, () => {
  it('finds nothing wrong with a whole owner', () => {
    const owner = { name: 'Ada', email: 'ada@example.com', password: 'ten letters and more' };
    expect(fieldErrors(setupSchema, owner, NAMES)).toEqual({});
  });

  it('names each field that the contract refuses', () => {
    const errors = fieldErrors(setupSchema, { name: ' ', email: 'ada', password: 'short' }, NAMES);
    expect(Object.keys(errors)).toEqual(['name', 'email', 'password']);
    expect(errors.password).toBe('A password has at least 10 characters');
  });
});

describe(readForm.name, () => {
  it('reads the named fields, absent ones as empty', () => {
    const form = document.createElement('form');
    form.innerHTML = '<input name="name" value="Ada">';
    expect(readForm(form, ['name', 'email'])).toEqual({ name: 'Ada', email: '' });
  });
});
