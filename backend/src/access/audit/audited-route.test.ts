import { describe, expect, it } from 'vitest';
import { auditedRoute } from './audited-route.js';

const actionOf = (method: string, path: string) => auditedRoute(method, `/api/v1/${path}`)?.action;

describe(auditedRoute.name, () => {
  it('tells from method and address what is done to which kind of thing', () => {
    expect(actionOf('POST', 'workflows')).toBe('workflow.created');
    expect(actionOf('PATCH', 'workflows/:id')).toBe('workflow.changed');
    expect(actionOf('DELETE', 'api-keys/:id')).toBe('api-key.deleted');
    expect(actionOf('PUT', 'topics/:type')).toBe('topic.saved');
    expect(actionOf('POST', 'workflows/:id/publish')).toBe('workflow.published');
    expect(actionOf('POST', 'workflows/:id/pause')).toBe('workflow.paused');
    expect(actionOf('POST', 'workflows/:id/run')).toBe('workflow.run');
    expect(actionOf('POST', 'runs/:id/cancel')).toBe('run.cancelled');
    expect(actionOf('POST', 'retention/prune')).toBe('retention.pruned');
    expect(actionOf('POST', 'workflows/:id/versions/:version/restore')).toBe('version.restored');
    expect(actionOf('POST', 'workflows/:id/checkpoints')).toBe('checkpoint.created');
    expect(actionOf('DELETE', 'workflows/:id/pins/:nodeId')).toBe('pin.deleted');
  });

  it('knows the names of those whose address does not say it', () => {
    expect(actionOf('POST', 'session')).toBe('session.opened');
    expect(actionOf('POST', 'users/:id/password')).toBe('user.password-reset');
    expect(actionOf('POST', 'runs/:id/approvals/:nodeId')).toBe('approval.decided');
  });

  it('names the thing that the address begins with, and the part of it that is meant', () => {
    expect(auditedRoute('POST', '/api/v1/workflows/:id/versions/:version/restore')).toMatchObject({
      targetType: 'workflow',
      idParam: 'id',
      part: { type: 'version', param: 'version' },
    });
    expect(auditedRoute('POST', '/api/v1/runs/bulk')).toMatchObject({ targetType: 'run', idParam: null, part: null });
    expect(auditedRoute('PUT', '/api/v1/topics/:type')).toMatchObject({ idParam: 'type', part: null });
  });

  it('leaves out what only reads, and the doors of events', () => {
    expect(actionOf('GET', 'workflows')).toBeUndefined();
    expect(actionOf('POST', 'events')).toBeUndefined();
    expect(actionOf('POST', 'workflows/:id/validate')).toBeUndefined();
    expect(auditedRoute('POST', '/hooks/*')).toBeUndefined();
  });
});
