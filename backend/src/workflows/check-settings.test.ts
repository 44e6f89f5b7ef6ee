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
});
