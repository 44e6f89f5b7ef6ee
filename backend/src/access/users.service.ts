import { Injectable } from '@nestjs/common';
import type { Account, CreateUser, Page, UpdateUser } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids.js';
import type { Principal } from '../platform/principal.js';
import { hashPassword } from './secrets.js';
import type { AppUser } from './user.entity.js';
import { toAccount } from './user-views.js';
import { UsersRepository } from './users.repository.js';

/** Who may come in, and as what. */
@Injectable()
export class UsersService {
  constructor(private readonly users: UsersRepository) {}

  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Account>> {
    const rows = await this.users.list({ limit: limit + 1, cursor });
    const items = rows.slice(0, limit).map(toAccount);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws AppError `EMAIL_TAKEN` */
  async create({ email, name, role, password }: CreateUser): Promise<Account> {
    const passwordHash = await hashPassword(password);
    const user = await this.users.insert({ id: newId(), email, name, role, passwordHash });
    if (!user)
      throw new AppError('EMAIL_TAKEN', `Somebody has the address ${email} already.`, {
        pointer: '/email',
        hint: 'Use another address, or change the user who has it.',
      });
    return toAccount(user);
  }

  /**
   * Changes what is given.
   *
   * @throws AppError `NOT_FOUND`, `LAST_OWNER`; `OWN_ACCOUNT` for whoever would shut themselves out
   */
  async update(id: string, { name, role, disabled }: UpdateUser, by: Principal): Promise<Account> {
    const user = await this.get(id);
    if (disabled === true) requireOther(user, by, 'You cannot disable your own account.');
    const disabledAt = disabled === true ? (user.disabledAt ?? new Date()) : null;
    const change = {
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(disabled !== undefined && { disabledAt }),
    };
    if (Object.keys(change).length > 0) await this.users.update(user.id, change);
    return toAccount({ ...user, ...change });
  }

  /**
   * Deletes a user with their sessions; what they have done stays.
   *
   * @throws AppError `NOT_FOUND`, `LAST_OWNER`, `OWN_ACCOUNT`
   */
  async delete(id: string, by: Principal): Promise<void> {
    const user = await this.get(id);
    requireOther(user, by, 'You cannot remove your own account.');
    await this.users.delete(user.id);
  }

  /**
   * Gives somebody else a new password, and ends their sessions.
   *
   * @throws AppError `NOT_FOUND`; `OWN_ACCOUNT`, since whoever changes their own has to know it
   */
  async resetPassword(id: string, password: string, by: Principal): Promise<Account> {
    const user = await this.get(id);
    requireOther(user, by, 'You change your own password with the one you have.');
    await this.users.setPassword(user.id, await hashPassword(password));
    return toAccount(user);
  }

  private async get(id: string): Promise<AppUser> {
    const user = await this.users.find(id);
    if (!user) throw new AppError('NOT_FOUND', 'There is no such user.');
    return user;
  }
}

function requireOther(user: AppUser, by: Principal, detail: string): void {
  if (by.kind === 'user' && by.id === user.id)
    throw new AppError('OWN_ACCOUNT', detail, { hint: 'Ask another owner, if it has to be.' });
}
