import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../../platform/principal.js';
import { auditTarget } from './audit-target.js';
import { AuditLog } from './audit-log.service.js';
import { auditedRoute, type AuditedRoute } from './audited-route.js';

/**
 * Writes down what requests did that changed something, before they are answered. It is hung on the routes that are worth
 * it and on no others, so that webhooks and events pay nothing for it.
 */
@Injectable()
export class AuditRoutes {
  private readonly answers = new WeakMap<FastifyRequest, unknown>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly log: AuditLog,
  ) {}

  /** Has to be called before the routes are added. */
  listen(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRoute', (route) => {
      const audited = typeof route.method === 'string' ? auditedRoute(route.method, route.url) : undefined;
      if (!audited) return;
      route.preSerialization = async (request: FastifyRequest, _reply: FastifyReply, answer: unknown) => {
        this.answers.set(request, answer);
        return answer;
      };
      route.onSend = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        if (reply.statusCode < 400) await this.append(audited, request);
        return payload;
      };
    });
  }

  private append(route: AuditedRoute, request: FastifyRequest): Promise<void> {
    const principal = principalOf(request);
    const actor = principal && { kind: principal.kind, id: principal.id, name: principal.name };
    const params = request.params as Record<string, string>;
    const target = auditTarget(route, params, this.answers.get(request), actor);
    return this.log.append({
      ...(actor && { actor }),
      action: route.action,
      target,
      requestId: request.id,
      ip: request.ip,
    });
  }
}
