import type { Problem } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { graphOf, step } from '../model/graph-fixtures';
import { quickFixOf } from './quick-fixes';

const problem = (code: Problem['code']): Problem => ({ code, severity: 'warning', nodeId: 'call', detail: '' });

describe(quickFixOf.name, () => {
  it('gives a call the key of its step, and leaves the other headers', () => {
    const call = step('call', { params: { headers: { 'idempotency-key': '', Accept: 'text/plain' } } });
    const fix = quickFixOf(problem('RETRY_UNSAFE'), call);
    if (fix?.do !== 'edit') throw new Error('no edit');
    expect(fix.edit(graphOf([call])).nodes[0]?.params).toEqual({
      headers: { Accept: 'text/plain', 'Idempotency-Key': '{{ run.idempotencyKey }}' },
    });
  });

  it('makes a way out for errors, and asks what comes after', () => {
    const call = step('call');
    const fix = quickFixOf(problem('ERROR_PATH_MISSING'), call);
    if (fix?.do !== 'add-after') throw new Error('no step');
    expect(fix.port).toBe('error');
    expect(fix.edit(graphOf([call])).nodes[0]?.onError).toBe('branch');
  });

  it('leads to the topic', () => {
    const tell = step('call', { type: 'publish', params: { type: 'order.created' } });
    expect(quickFixOf(problem('TOPIC_UNHEARD'), tell)).toMatchObject({ do: 'open-topic', topic: 'order.created' });
  });

  it('knows of none for what needs a decision', () => {
    expect(quickFixOf(problem('WEBHOOK_OPEN'), step('call'))).toBeUndefined();
    expect(quickFixOf(problem('RETRY_UNSAFE'), undefined)).toBeUndefined();
  });
});
