import { z } from 'zod';
import { timeSchema } from './paging.js';

const emailSchema = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());

export const setupStateSchema = z.object({ required: z.boolean() }).meta({ id: 'SetupState' });
export const setupSchema = z
  .object({
    email: emailSchema,
    password: z.string().min(10, 'a password has at least 10 characters').max(200),
    name: z.string().trim().min(1).max(100),
  })
  .meta({ id: 'Setup' });
export const loginSchema = z
  .object({ email: z.string().max(254), password: z.string().max(200) })
  .meta({ id: 'Login' });

export const userSchema = z
  .object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(['owner']) })
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

export type User = z.infer<typeof userSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
