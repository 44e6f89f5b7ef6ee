import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes a request: a person with a session, or a program with an API key. */
export interface Principal {
  kind: 'user' | 'api-key';
  /** Null for the key from the environment. */
  id: string | null;
  /** As it is shown to others. */
  name: string;
  /** Whether it may do what is for owners alone. */
  isOwner: boolean;
}

const PRINCIPALS = new WeakMap<FastifyRequest, Principal>();

/** Notes who a request comes from, once that is known. */
export function setPrincipal(request: FastifyRequest, principal: Principal): void {
  PRINCIPALS.set(request, principal);
}

/** Who a request comes from; undefined as long as that is not known. */
export function principalOf(request: FastifyRequest): Principal | undefined {
  return PRINCIPALS.get(request);
}

/** Hands who makes the request to a controller's method. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!principal) throw new Error('a route that is open to everybody asked who is there');
  return principal;
});
