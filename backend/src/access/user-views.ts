import type { Account, User } from '../contract/index.js';
import type { Principal } from '../platform/principal.js';
import type { AppUser } from './user.entity.js';

/** A user as everybody may see them. */
export function toUser({ id, email, name, role }: AppUser): User {
  return { id, email, name, role };
}

/** A user as owners see them. */
export function toAccount(user: AppUser): Account {
  return {
    ...toUser(user),
    disabled: user.disabledAt !== null,
    createdAt: user.createdAt.toISOString(),
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
  };
}

/** A user as somebody who makes a request. */
export function principalOfUser({ id, name, role }: User): Principal {
  return { kind: 'user', id, name, isOwner: role === 'owner' };
}
