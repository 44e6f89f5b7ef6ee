import { describe, expect, it } from 'vitest';
import { actionWords } from './action-words';

describe(actionWords.name, () => {
  it('says what was done to what kind of thing', () => {
    expect(actionWords('workflow.published')).toBe('Workflow published');
    expect(actionWords('dead-letter.replayed')).toBe('Dead letter replayed');
  });

  it('has words of its own where those would be strange', () => {
    expect(actionWords('session.failed')).toBe('Login failed');
    expect(actionWords('api-key.deleted')).toBe('API key revoked');
  });
});
