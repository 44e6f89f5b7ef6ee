import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { User } from '../contract/index.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { setPrincipal, type Principal } from '../platform/principal.js';
import { PUBLIC } from '../platform/public.js';
import { AccessService } from './access.service.js';
import { ApiKeysService } from './api-keys.service.js';
import { sessionTokenOf } from './session-cookie.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets in who has a session or a key; a session only from our own pages (CSRF). */
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
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) {
      // Webhooks are for other sites; the doors of our own pages (logging in and out, setting up) are not.
      if (request.url.startsWith('/api/')) this.requireSameOrigin(request);
      return true;
    }
    const key = await this.keyOf(request);
    if (key !== undefined) return letIn(request, { kind: 'api-key', name: key });
    const user = await this.sessionUser(request);
    if (user) {
      this.requireSameOrigin(request);
      return letIn(request, { kind: 'user', name: user.name });
    }
    throw new AppError('UNAUTHENTICATED', 'You are not logged in.', {
      hint: 'Log in, or send an API key: Authorization: Bearer <key>.',
    });
  }

  /** The name of the key that the request carries, if it is a valid one. */
  private async keyOf({ headers }: FastifyRequest): Promise<string | undefined> {
    const key = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (key === undefined) return undefined;
    return this.access.isEnvironmentKey(key) ? 'EVENTLOOM_API_KEY' : this.apiKeys.nameOf(key);
  }

  private async sessionUser(request: FastifyRequest): Promise<User | undefined> {
    const token = sessionTokenOf(request);
    return token ? this.access.userOfSession(token) : undefined;
  }

  private requireSameOrigin({ method, headers }: FastifyRequest): void {
    const { origin, host } = headers;
    if (SAFE_METHODS.has(method) || origin === undefined) return;
    if (URL.canParse(origin) && (new URL(origin).host === host || origin === this.config.publicUrl)) return;
    throw new AppError('ORIGIN_MISMATCH', 'The request comes from another site.');
  }
}

function letIn(request: FastifyRequest, principal: Principal): true {
  setPrincipal(request, principal);
  return true;
}
