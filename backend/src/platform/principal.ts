import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes a request: a person with a session, or a program with an API key. */
export interface Principal {
  kind: 'user' | 'api-key';
  /** As it is shown to others. */
  name: string;
}

const PRINCIPALS = new WeakMap<FastifyRequest, Principal>();

/** Notes who a request comes from, once that is known. */
export function setPrincipal(request: FastifyRequest, principal: Principal): void {
  PRINCIPALS.set(request, principal);
}

/** Hands who makes the request to a controller's method. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = PRINCIPALS.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!principal) throw new Error('a route that is open to everybody asked who is there');
  return principal;
});
