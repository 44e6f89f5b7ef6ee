import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Not, Repository, type EntityManager } from 'typeorm';
import { isUniqueViolation } from '../platform/database/is-unique-violation.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId } from '../platform/ids.js';
import { UserSession } from './session.entity.js';
import { AppUser } from './user.entity.js';

/** Any number that nothing else takes: two set-ups at once must not make two owners, nor two changes leave none. */
const OWNERS_LOCK = 7_205_760;

export type NewUser = Pick<AppUser, 'id' | 'email' | 'name' | 'role' | 'passwordHash'>;

/** Users and their sessions in the database. */
@Injectable()
export class UsersRepository {
  constructor(
    @InjectRepository(AppUser) private readonly users: Repository<AppUser>,
    @InjectRepository(UserSession) private readonly sessions: Repository<UserSession>,
  ) {}

  count(): Promise<number> {
    return this.users.count();
  }

  /** Newest first; `cursor` is the id of the last one of the page before. */
  list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<AppUser[]> {
    const query = this.users.createQueryBuilder('person').orderBy('person.id', 'DESC').take(limit);
    if (cursor && isId(cursor)) query.andWhere('person.id < :cursor', { cursor });
    return query.getMany();
  }

  /** Stores a user if there is none at all yet; undefined otherwise. */
  insertFirst(user: NewUser): Promise<AppUser | undefined> {
    return this.withOwnersLocked(async (manager) =>
      (await manager.count(AppUser)) > 0 ? undefined : manager.save(AppUser, toRow(user)),
    );
  }

  /** Stores a user; undefined if somebody has the address already. */
  async insert(user: NewUser): Promise<AppUser | undefined> {
    const row = toRow(user);
    return this.users.insert(row).then(
      () => row,
      (error: unknown) => {
        if (isUniqueViolation(error)) return undefined;
        throw error;
      },
    );
  }

  async find(id: string): Promise<AppUser | null> {
    return isId(id) ? this.users.findOneBy({ id }) : null;
  }

  findByEmail(email: string): Promise<AppUser | null> {
    return this.users.findOneBy({ email });
  }

  /**
   * Changes a user; whoever may no longer come in loses their sessions.
   *
   * @throws AppError `LAST_OWNER`; nothing is changed then
   */
  async update(id: string, change: Partial<Pick<AppUser, 'name' | 'role' | 'disabledAt'>>): Promise<void> {
    await this.withOwnersLocked(async (manager) => {
      await manager.update(AppUser, { id }, change);
      if (change.disabledAt) await manager.delete(UserSession, { userId: id });
      await requireOwner(manager);
    });
  }

  /** @throws AppError `LAST_OWNER`; nothing is deleted then */
  async delete(id: string): Promise<void> {
    await this.withOwnersLocked(async (manager) => {
      await manager.delete(AppUser, { id });
      await requireOwner(manager);
    });
  }

  /** Sets a password and ends the user's sessions, but for the one that is to stay. */
  async setPassword(id: string, passwordHash: string, keepTokenHash = ''): Promise<void> {
    await this.users.manager.transaction(async (manager) => {
      await manager.update(AppUser, { id }, { passwordHash });
      await manager.delete(UserSession, { userId: id, tokenHash: Not(keepTokenHash) });
    });
  }

  async noteLogin(id: string): Promise<void> {
    await this.users.update({ id }, { lastLoginAt: new Date() });
  }

  async insertSession(session: Pick<UserSession, 'tokenHash' | 'userId' | 'expiresAt'>): Promise<void> {
    await this.sessions.insert(session);
  }

  findSession(tokenHash: string): Promise<UserSession | null> {
    return this.sessions.findOne({ where: { tokenHash }, relations: { user: true } });
  }

  async deleteSession(tokenHash: string): Promise<void> {
    await this.sessions.delete({ tokenHash });
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.sessions.delete({ expiresAt: LessThan(new Date()) });
  }

  private withOwnersLocked<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.users.manager.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [OWNERS_LOCK]);
      return work(manager);
    });
  }
}

function toRow(user: NewUser): AppUser {
  return { ...user, createdAt: new Date(), disabledAt: null, lastLoginAt: null };
}

async function requireOwner(manager: EntityManager): Promise<void> {
  if (await manager.existsBy(AppUser, { role: 'owner', disabledAt: IsNull() })) return;
  throw new AppError('LAST_OWNER', 'This is the last owner, and somebody has to be one.', {
    hint: 'Make somebody else an owner first.',
  });
}
