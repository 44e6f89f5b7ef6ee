import { z } from 'zod';
import type { AuditActor, AuditEntry } from '../../contract/index.js';
import type { AuditedRoute } from './audited-route.js';

/** All that is read of an answer: nothing else of it is kept. */
const namedSchema = z.object({ id: z.string(), name: z.string().optional(), title: z.string().optional() });

/**
 * Which thing a request was about.
 *
 * @param params those of its address
 * @param answer what it was answered; the thing itself where one was made or changed
 * @param actor whom `me` in an address means
 */
export function auditTarget(
  { targetType: type, idParam, part, action }: AuditedRoute,
  params: Readonly<Record<string, string>>,
  answer: unknown,
  actor?: AuditActor,
): AuditEntry['target'] {
  const named = namedSchema.safeParse(answer).data;
  const given = idParam === null ? undefined : params[idParam];
  const detail = part && { part: `${part.type} ${params[part.param] ?? ''}` };
  if (action === 'user.password-changed') return { type, id: actor?.id ?? null, name: actor?.name ?? null, part: null };
  if (given === undefined) return { type, id: named?.id ?? null, name: nameOf(named), part: null };
  // The answer may be about a part of it, or about what came of it.
  const isItself = named?.id === given && !part;
  return { type, id: given, name: isItself ? nameOf(named) : null, part: detail?.part ?? null };
}

function nameOf(named: z.infer<typeof namedSchema> | undefined): string | null {
  return named?.name ?? named?.title ?? null;
}
