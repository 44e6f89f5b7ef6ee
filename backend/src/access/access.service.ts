import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { User } from '../contract/index.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids.js';
import { AttemptLimit } from './attempt-limit.js';
import { AuditLog } from './audit/audit-log.service.js';
import { hashPassword, hashToken, isPassword, newToken } from './secrets.js';
import type { AppUser } from './user.entity.js';
import { toUser } from './user-views.js';
import { UsersRepository } from './users.repository.js';

const DAY = 86_400_000;
export const SESSION_DAYS = 30;

/** So that serving this number of wrong logins tells an attacker nothing: 10 in a quarter of an hour. */
const LOGIN_ATTEMPTS = 10;
const LOGIN_WINDOW = 15 * 60_000;

/** A hash that no password fits, so that an unknown account takes as long as a known one. */
const NOBODY = hashPassword(newToken(''));

/** Where a request comes from, and how the log names it. */
export interface RequestOrigin {
  ip: string;
  requestId: string;
}

/** The owner, logins and sessions. */
@Injectable()
export class AccessService implements OnApplicationBootstrap {
  private readonly limit = new AttemptLimit(LOGIN_ATTEMPTS, LOGIN_WINDOW);
  private readonly environmentKey: Buffer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly users: UsersRepository,
    private readonly audit: AuditLog,
  ) {
    this.environmentKey = config.apiKey ? Buffer.from(hashToken(config.apiKey)) : undefined;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { owner } = this.config;
    if (owner && (await this.isSetupRequired()))
      await this.createOwner({ ...owner, name: owner.email.split('@')[0] ?? owner.email });
    await this.users.deleteExpiredSessions();
  }

  async isSetupRequired(): Promise<boolean> {
    return (await this.users.count()) === 0;
  }

  /**
   * Makes the first owner.
   *
   * @throws AppError `SETUP_DONE` if there is one
   */
  async createOwner({ email, password, name }: { email: string; password: string; name: string }): Promise<User> {
    const passwordHash = await hashPassword(password);
    const user = await this.users.insertFirst({ id: newId(), email, name, role: 'owner', passwordHash });
    if (!user) throw new AppError('SETUP_DONE', 'This installation has an owner already.', { hint: 'Log in instead.' });
    return toUser(user);
  }

  /**
   * Logs somebody in.
   *
   * @param from where the attempt comes from; attempts are counted by account and by address
   * @throws AppError `LOGIN_FAILED`, the same for an unknown account, a disabled one and a wrong password;
   *   `TOO_MANY_ATTEMPTS`
   */
  async logIn(email: string, password: string, from: RequestOrigin): Promise<{ user: User; token: string }> {
    const account = email.trim().toLowerCase();
    const keys = [`account ${account}`, `address ${from.ip}`];
    const wait = Math.max(...keys.map((key) => this.limit.count(key, Date.now())));
    if (wait > 0)
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many attempts to log in.', {
        hint: `Try again in ${Math.ceil(wait / 60)} minutes.`,
        retryAfter: wait,
      });
    const user = await this.users.findByEmail(account);
    const fits = await isPassword(user?.passwordHash ?? (await NOBODY), password);
    if (!user || !fits || user.disabledAt) {
      await this.noteFailure(user, from);
      throw new AppError('LOGIN_FAILED', 'E-mail or password is wrong.');
    }
    for (const key of keys) this.limit.forget(key);
    await this.users.noteLogin(user.id);
    return { user: toUser(user), token: await this.openSession(user.id) };
  }

  async openSession(userId: string): Promise<string> {
    const token = newToken('');
    await this.users.insertSession({
      tokenHash: hashToken(token),
      userId,
      expiresAt: new Date(Date.now() + SESSION_DAYS * DAY),
    });
    return token;
  }

  async closeSession(token: string): Promise<void> {
    await this.users.deleteSession(hashToken(token));
  }

  async userOfSession(token: string): Promise<User | undefined> {
    const session = await this.users.findSession(hashToken(token));
    if (!session || session.expiresAt <= new Date() || session.user.disabledAt) return undefined;
    return toUser(session.user);
  }

  /** Of an account that nobody has nothing is kept: people type their password there by mistake. */
  private async noteFailure(user: AppUser | null, { ip, requestId }: RequestOrigin): Promise<void> {
    const target = { type: 'user', id: user?.id ?? null, name: user?.name ?? null, part: null };
    await this.audit.append({ action: 'session.failed', target, requestId, ip });
  }

  /** Whether a key is the one that the environment gives full access to. */
  isEnvironmentKey(key: string): boolean {
    const given = Buffer.from(hashToken(key));
    return this.environmentKey !== undefined && timingSafeEqual(given, this.environmentKey);
  }
}
