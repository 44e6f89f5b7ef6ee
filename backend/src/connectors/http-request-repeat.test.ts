import { describe, expect, it } from 'vitest';
import { httpRequest } from './http-request.node.js';

const risk = (params: Record<string, unknown>) => httpRequest.repeatRisk?.(params);

describe('the risk of calling twice', () => {
  it('is none as long as the step sends a key of its own', () => {
    expect(risk({ method: 'POST' })).toBeUndefined();
    expect(risk({ method: 'POST', headers: { Accept: 'text/plain', 'Idempotency-Key': null } })).toBeUndefined();
  });

  it('is none for what HTTP calls idempotent', () => {
    for (const method of [undefined, 'GET', 'PUT', 'DELETE'])
      expect(risk({ method, headers: { 'Idempotency-Key': '' } })).toBeUndefined();
  });

  it('is there if the key was taken away, or changes with the time', () => {
    expect(risk({ method: 'POST', headers: { 'idempotency-key': '' } })).toContain('is empty');
    expect(risk({ method: 'PATCH', headers: { 'Idempotency-Key': 'k-{{ now.getTime() }}' } })).toContain('the time');
    expect(risk({ method: 'POST', headers: { 'Idempotency-Key': '{{ run.idempotencyKey }}' } })).toBeUndefined();
    expect(risk({ method: 'POST', headers: { 'Idempotency-Key': '{{ trigger.known }}' } })).toBeUndefined();
  });
});
