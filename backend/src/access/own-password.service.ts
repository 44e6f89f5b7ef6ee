import { Injectable } from '@nestjs/common';
import { AppError } from '../platform/errors/app-error.js';
import type { Principal } from '../platform/principal.js';
import { AttemptLimit } from './attempt-limit.js';
import { hashPassword, hashToken, isPassword } from './secrets.js';
import { UsersRepository } from './users.repository.js';

/** Whoever found an open window is not to guess the password in it: 10 in a quarter of an hour. */
const ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;

/** People change their own passwords. */
@Injectable()
export class OwnPassword {
  private readonly limit = new AttemptLimit(ATTEMPTS, WINDOW_MS);

  constructor(private readonly users: UsersRepository) {}

  /**
   * Changes the password of whoever asks; their other sessions end.
   *
   * @param token of the session that goes on
   * @throws AppError `FORBIDDEN` for a key, which has no password; `PASSWORD_WRONG`; `TOO_MANY_ATTEMPTS`
   */
  async change(by: Principal, token: string | undefined, current: string, next: string): Promise<void> {
    const user = by.kind === 'user' && by.id !== null ? await this.users.find(by.id) : null;
    if (!user || token === undefined)
      throw new AppError('FORBIDDEN', 'An API key has no password.', { hint: 'Log in to change yours.' });
    const wait = this.limit.count(user.id, Date.now());
    if (wait > 0)
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many wrong passwords.', {
        hint: `Try again in ${Math.ceil(wait / 60)} minutes.`,
        retryAfter: wait,
      });
    if (!(await isPassword(user.passwordHash, current)))
      throw new AppError('PASSWORD_WRONG', 'The current password is wrong.', { pointer: '/currentPassword' });
    this.limit.forget(user.id);
    await this.users.setPassword(user.id, await hashPassword(next), hashToken(token));
  }
}
