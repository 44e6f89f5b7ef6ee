import { z } from 'zod';
import { timeSchema } from './paging.js';

export const emailSchema = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());

/** A password that is to be set. */
export const newPasswordSchema = z.string().min(10, 'a password has at least 10 characters').max(200);

export const setupStateSchema = z.object({ required: z.boolean() }).meta({ id: 'SetupState' });
export const setupSchema = z
  .object({
    email: emailSchema,
    password: newPasswordSchema,
    name: z.string().trim().min(1).max(100),
  })
  .meta({ id: 'Setup' });
export const loginSchema = z
  .object({ email: z.string().max(254), password: z.string().max(200) })
  .meta({ id: 'Login' });

/** An owner may do everything; a member everything but to manage users and keys and to read the audit log. */
export const roleSchema = z.enum(['owner', 'member']);

export const userSchema = z
  .object({ id: z.string(), email: z.string(), name: z.string(), role: roleSchema })
  .meta({ id: 'User' });
export const sessionSchema = z.object({ user: userSchema }).meta({ id: 'Session' });

export const createApiKeySchema = z
  .object({ name: z.string().trim().min(1).max(100), expiresAt: z.iso.datetime({ offset: true }).optional() })
  .meta({ id: 'CreateApiKey' });
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The first characters of the key, to tell one from another. */
    prefix: z.string(),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
/** The answer to the creation of a key: the only time that the key itself is shown. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });

export type Role = z.infer<typeof roleSchema>;
export type User = z.infer<typeof userSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
