import { z } from 'zod';
import { emailSchema, newPasswordSchema, roleSchema, userSchema } from './access.js';
import { pageSchema, timeSchema } from './paging.js';

/** A user as owners see them: whether they may come in, and when they last logged in. */
export const accountSchema = userSchema
  .extend({ disabled: z.boolean(), createdAt: timeSchema, lastLoginAt: timeSchema.nullable() })
  .meta({ id: 'Account' });
export const accountPageSchema = pageSchema(accountSchema).meta({ id: 'AccountPage' });

const nameSchema = z.string().trim().min(1).max(100);

export const createUserSchema = z
  .object({ email: emailSchema, name: nameSchema, password: newPasswordSchema, role: roleSchema.default('member') })
  .meta({ id: 'CreateUser' });
/** What is absent stays as it is. */
export const updateUserSchema = z
  .object({ name: nameSchema, role: roleSchema, disabled: z.boolean() })
  .partial()
  .meta({ id: 'UpdateUser' });

/** An owner gives somebody else a new password. */
export const resetPasswordSchema = z.object({ password: newPasswordSchema }).meta({ id: 'ResetPassword' });
/** Somebody changes their own. */
export const changePasswordSchema = z
  .object({ currentPassword: z.string().max(200), newPassword: newPasswordSchema })
  .meta({ id: 'ChangePassword' });

export type Account = z.infer<typeof accountSchema>;
export type CreateUser = z.infer<typeof createUserSchema>;
export type UpdateUser = z.infer<typeof updateUserSchema>;
