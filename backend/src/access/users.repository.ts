import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { UserSession } from './session.entity.js';
import { AppUser } from './user.entity.js';

/** Any number that nothing else takes: two set-ups at once must not make two owners. */
const SETUP_LOCK = 7_205_760;

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

  /** Stores a user if there is none at all yet; undefined otherwise. */
  insertFirst(user: Omit<AppUser, 'createdAt'>): Promise<AppUser | undefined> {
    return this.users.manager.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      return (await manager.count(AppUser)) > 0 ? undefined : manager.save(AppUser, { ...user, createdAt: new Date() });
    });
  }

  findByEmail(email: string): Promise<AppUser | null> {
    return this.users.findOneBy({ email });
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
}
