import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { OWNERS_ONLY } from '../platform/owners-only.js';
import { setPrincipal, type Principal } from '../platform/principal.js';
import { PUBLIC } from '../platform/public.js';
import { AccessService } from './access.service.js';
import { ApiKeysService } from './api-keys.service.js';
import { sessionTokenOf } from './session-cookie.js';
import { principalOfUser } from './user-views.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const ENVIRONMENT_KEY: Principal = { kind: 'api-key', id: null, name: 'EVENTLOOM_API_KEY', isOwner: true };

/** Lets in who has a session or a key, a session only from our own pages (CSRF), and members not where only owners may go. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reflector: Reflector,
    private readonly access: AccessService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.hasMark(PUBLIC, context)) {
      // Webhooks are for other sites; the doors of our own pages (logging in and out, setting up) are not.
      if (request.url.startsWith('/api/')) this.requireSameOrigin(request);
      return true;
    }
    const principal = (await this.principalOfKey(request)) ?? (await this.principalOfSession(request));
    if (!principal)
      throw new AppError('UNAUTHENTICATED', 'You are not logged in.', {
        hint: 'Log in, or send an API key: Authorization: Bearer <key>.',
      });
    if (!principal.isOwner && this.hasMark(OWNERS_ONLY, context))
      throw new AppError('FORBIDDEN', 'Only owners may do this.', {
        hint: 'Ask an owner to do it, or to make you one.',
      });
    setPrincipal(request, principal);
    return true;
  }

  private hasMark(mark: symbol, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(mark, [context.getHandler(), context.getClass()]);
  }

  /** Whoever the key stands for that the request carries, if it is a valid one. */
  private async principalOfKey({ headers }: FastifyRequest): Promise<Principal | undefined> {
    const key = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (key === undefined) return undefined;
    if (this.access.isEnvironmentKey(key)) return ENVIRONMENT_KEY;
    const known = await this.apiKeys.find(key);
    return known && { kind: 'api-key', ...known, isOwner: true };
  }

  private async principalOfSession(request: FastifyRequest): Promise<Principal | undefined> {
    const token = sessionTokenOf(request);
    const user = token ? await this.access.userOfSession(token) : undefined;
    if (!user) return undefined;
    this.requireSameOrigin(request);
    return principalOfUser(user);
  }

  private requireSameOrigin({ method, headers }: FastifyRequest): void {
    const { origin, host } = headers;
    if (SAFE_METHODS.has(method) || origin === undefined) return;
    if (URL.canParse(origin) && (new URL(origin).host === host || origin === this.config.publicUrl)) return;
    throw new AppError('ORIGIN_MISMATCH', 'The request comes from another site.');
  }
}
