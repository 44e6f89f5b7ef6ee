import { describe, expect, it } from 'vitest';
import { cancellable, retryable } from './bulk-states';

describe(cancellable.name, () => {
  it('reaches what is not over', () => {
    expect(cancellable(undefined)).toEqual(['queued', 'running', 'waiting']);
    expect(cancellable('waiting')).toEqual(['waiting']);
    expect(cancellable('failed')).toEqual([]);
    expect(cancellable('failed,waiting')).toEqual(['waiting']);
  });
});

describe(retryable.name, () => {
  it('reaches what is over, once it is named', () => {
    expect(retryable('failed')).toEqual(['failed']);
    expect(retryable('failed,cancelled')).toEqual(['failed', 'cancelled']);
    expect(retryable('running')).toEqual([]);
    expect(retryable('failed,running')).toEqual([]);
    expect(retryable(undefined)).toEqual([]);
  });
});
