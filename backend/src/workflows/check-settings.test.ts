import { describe, expect, it } from 'vitest';
import { checkSettings } from './check-settings.js';

describe(checkSettings.name, () => {
  it('finds a workflow on failure that does not exist', () => {
    const settings = { onFailure: { workflowId: 'gone' } };
    expect(checkSettings(settings, () => false)).toMatchObject([
      { code: 'WORKFLOW_NOT_FOUND', severity: 'error', pointer: '/settings/onFailure/workflowId' },
    ]);
    expect(checkSettings(settings, (id) => id === 'gone')).toEqual([]);
    expect(checkSettings({}, () => false)).toEqual([]);
  });

  it('finds events that are to be debounced and gathered', () => {
    const both = { debounce: { waitMs: 5 }, batch: { size: 2, waitMs: 5 } };
    expect(checkSettings(both, () => true)).toMatchObject([{ code: 'PARAM_INVALID', pointer: '/settings/batch' }]);
  });

  it('finds keys that cannot be compiled, read steps, or are the same for all events', () => {
    const withKey = (key: string) => checkSettings({ concurrency: { limit: 1, key } }, () => true);
    expect(withKey('{{ trigger.customer }}')).toEqual([]);
    expect(withKey('{{ trigger. }}')).toMatchObject([
      { code: 'EXPR_SYNTAX', severity: 'error', pointer: '/settings/concurrency/key', line: 1 },
    ]);
    expect(withKey('{{ steps.a }}')).toMatchObject([{ code: 'EXPR_UNKNOWN_NAME', severity: 'error' }]);
    expect(withKey('trigger.customer')).toMatchObject([{ code: 'PARAM_INVALID', severity: 'warning' }]);
    expect(withKey('')).toEqual([]);
  });
});
