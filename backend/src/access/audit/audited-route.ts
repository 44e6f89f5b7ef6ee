/** What a route does, as the audit log tells it. */
export interface AuditedRoute {
  /** The kind of thing and what is done to it, e.g. `workflow.published`. */
  action: string;
  /** The kind of the thing that the address begins with, e.g. `workflow`. */
  targetType: string;
  /** The name of the parameter that tells which one; null where there is none. */
  idParam: string | null;
  /** The kind of the part of it that is meant, and the name of its parameter. */
  part: { type: string; param: string } | null;
}

const ROOT = '/api/v1/';

/** They change nothing that lasts, or are the door for events, which has a log of its own. */
const LEFT_OUT = new Set([
  'POST events',
  'POST schedules/preview',
  'POST workflows/:id/past-events',
  'POST workflows/:id/validate',
  'PUT workflows/:id/listeners/:nodeId',
  'DELETE workflows/:id/listeners/:nodeId',
]);

/** What their addresses do not say. */
const ACTIONS: Record<string, string> = {
  'POST setup': 'setup.done',
  'POST session': 'session.opened',
  'DELETE session': 'session.closed',
  'POST users/me/password': 'user.password-changed',
  'POST users/:id/password': 'user.password-reset',
  'POST runs/bulk': 'run.bulk-changed',
  'POST runs/:id/approvals/:nodeId': 'approval.decided',
  'POST dead-letters/bulk': 'dead-letter.bulk-changed',
};

const BY_METHOD: Record<string, string> = { POST: 'created', PUT: 'saved', PATCH: 'changed', DELETE: 'deleted' };

/** Those that are not regular. */
const PAST: Record<string, string> = { cancel: 'cancelled', run: 'run', retry: 'retried', sync: 'synced' };

/**
 * What a route does; undefined if that is not worth an entry.
 *
 * @param url as the server knows it, with the names of its parameters: `/api/v1/workflows/:id/publish`
 */
export function auditedRoute(method: string, url: string): AuditedRoute | undefined {
  const usual = BY_METHOD[method];
  if (usual === undefined || !url.startsWith(ROOT)) return undefined;
  const path = url.slice(ROOT.length);
  if (LEFT_OUT.has(`${method} ${path}`)) return undefined;
  const segments = path.split('/');
  const [first = '', id] = segments;
  const partAt = segments.findIndex((segment, index) => index > 2 && isParam(segment));
  return {
    action: ACTIONS[`${method} ${path}`] ?? actionOf(method, usual, segments),
    targetType: singular(first),
    idParam: id !== undefined && isParam(id) ? id.slice(1) : null,
    part: partAt < 0 ? null : { type: singular(segments[partAt - 1] ?? ''), param: (segments[partAt] ?? '').slice(1) },
  };
}

function actionOf(method: string, usual: string, segments: readonly string[]): string {
  const words = segments.filter((segment) => !isParam(segment));
  const last = words.at(-1) ?? '';
  const isVerb = method === 'POST' && words.length > 1 && !last.endsWith('s') && last === segments.at(-1);
  return isVerb ? `${singular(words.at(-2) ?? '')}.${past(last)}` : `${singular(last)}.${usual}`;
}

function isParam(segment: string): boolean {
  return segment.startsWith(':');
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/s$/, '');
}

function past(verb: string): string {
  return PAST[verb] ?? (verb.endsWith('e') ? `${verb}d` : `${verb}ed`);
}
