import { z } from 'zod';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';

/** Who did something: a person, a program with a key, or somebody who is not known. */
export const auditActorSchema = z.object({
  kind: z.enum(['user', 'api-key', 'anonymous']),
  /** Null for the key from the environment, and for nobody. */
  id: z.string().nullable(),
  name: z.string(),
});

/** Something that was done: who did what to which thing, when and from where. */
export const auditEntrySchema = z
  .object({
    /** Counts up without a gap. */
    id: z.string(),
    at: timeSchema,
    actor: auditActorSchema,
    /** The kind of thing and what was done to it, e.g. `workflow.published`. */
    action: z.string(),
    target: z.object({
      type: z.string(),
      /** Null where there is but one, or many. */
      id: z.string().nullable(),
      /** What it was called at the time, as far as that is known. */
      name: z.string().nullable(),
      /** Which part of it, e.g. `version 3`; null for the whole. */
      part: z.string().nullable(),
    }),
    /** The request by which it was done, as the log of the program names it. */
    requestId: z.string(),
    ip: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export const auditPageSchema = pageSchema(auditEntrySchema).meta({ id: 'AuditPage' });

export const auditListQuerySchema = pageQuerySchema.extend({
  /** A part of the actor's name, or the whole id. */
  actor: z.string().max(200).optional(),
  /** A whole action, or the kind of thing before its dot. */
  action: z.string().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

/** Answer of `GET /audit/check`: whether any entry was changed, added or removed behind the program's back. */
export const auditCheckSchema = z
  .object({
    intact: z.boolean(),
    /** How many entries were looked at. */
    entries: z.int(),
    /** The first entry that does not follow from the one before. */
    brokenAt: z.string().nullable(),
  })
  .meta({ id: 'AuditCheck' });

export type AuditActor = z.infer<typeof auditActorSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditListQuery = z.infer<typeof auditListQuerySchema>;
export type AuditCheck = z.infer<typeof auditCheckSchema>;
