import { describe, expect, it } from 'vitest';
import { auditTarget } from './audit-target.js';
import { auditedRoute } from './audited-route.js';

function target(method: string, path: string, params: Record<string, string>, answer?: unknown) {
  const route = auditedRoute(method, `/api/v1/${path}`);
  if (!route) throw new Error(`${path} is left out`);
  return auditTarget(route, params, answer, { kind: 'user', id: 'ada', name: 'Ada' });
}

describe(auditTarget.name, () => {
  it('is what was made, by the id and the name that were answered, and by nothing else of it', () => {
    expect(target('POST', 'api-keys', {}, { id: 'k1', name: 'Shop', key: 'evl_secret' })).toEqual({
      type: 'api-key',
      id: 'k1',
      name: 'Shop',
      part: null,
    });
  });

  it('is what the address names, called what it was answered to be called', () => {
    expect(target('PATCH', 'workflows/:id', { id: 'w1' }, { id: 'w1', name: 'Orders' })).toMatchObject({
      id: 'w1',
      name: 'Orders',
    });
    expect(target('DELETE', 'workflows/:id', { id: 'w1' })).toMatchObject({ id: 'w1', name: null });
  });

  it('does not take the name of something else for its own', () => {
    expect(target('POST', 'workflows/:id/checkpoints', { id: 'w1' }, { id: 'c1', name: 'Before' })).toMatchObject({
      id: 'w1',
      name: null,
    });
  });

  it('says which part is meant', () => {
    const params = { id: 'w1', version: '3' };
    expect(target('POST', 'workflows/:id/versions/:version/restore', params, { id: 'w1', name: 'Orders' })).toEqual({
      type: 'workflow',
      id: 'w1',
      name: null,
      part: 'version 3',
    });
  });

  it('is whoever asks where they change their own password', () => {
    expect(target('POST', 'users/me/password', {})).toMatchObject({ type: 'user', id: 'ada', name: 'Ada' });
  });

  it('is no single thing where there is but one, or many', () => {
    expect(target('POST', 'retention/prune', {}, { prunings: [] })).toMatchObject({ type: 'retention', id: null });
    expect(target('POST', 'runs/bulk', {}, { jobId: 'j1' })).toMatchObject({ type: 'run', id: null, name: null });
  });
});
