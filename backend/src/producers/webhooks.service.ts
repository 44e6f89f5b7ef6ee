import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { BoundSubscription } from '../broker/bound-subscription.js';
import { isHeldForLong } from '../broker/held.js';
import { Listeners } from '../broker/listening/listeners.service.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import { AppError } from '../platform/errors/app-error.js';
import { traceOf } from './event-extensions.js';
import { inBody } from './in-body.js';
import { RunAnswers, type Response } from './run-answers.service.js';
import { dedupKeyOf, routeOf, toWebhookData } from './webhook-request.js';

/**
 * Webhooks: a request becomes an event that the trigger's own subscription hears, and others may. They are a route of
 * Fastify's: open to everybody and with nothing to validate, they have no use for what Nest does for each request.
 */
@Injectable()
export class Webhooks implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly events: AcceptEvents,
    private readonly subscriptions: SubscriptionTable,
    private readonly answers: RunAnswers,
    private readonly listeners: Listeners,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    // Nobody waits for the reply to be sent: to watch its stream costs as much as to send it.
    fastify.all('/hooks/*', (request, reply) => {
      this.receive(request, reply).catch((error: unknown) => reply.send(error));
    });
  }

  private async receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { trigger, isPublished } = this.find(request);
    const { respond = 'immediately' } = trigger.params;
    const data = toWebhookData(request);
    const accepted = await inBody(
      '/data/body',
      this.events.accept({
        type: trigger.pattern,
        source: trigger.source ?? '',
        data,
        isJson: true,
        attributes: traceOf(request.headers),
        key: dedupKeyOf(request, trigger.params.dedupHeader),
        identity: [data.method, data.body],
        answerFrom: respond === 'last-node' ? trigger.workflowId : undefined,
        isForOneOnly: !isPublished,
      }),
    );
    const run = accepted.runs.find(
      ({ workflowId, nodeId }) => workflowId === trigger.workflowId && nodeId === trigger.nodeId,
    );
    if (!run || respond === 'immediately' || isHeldForLong(run.held))
      sendJson(reply, 202, JSON.stringify({ eventId: accepted.id, runId: run?.id ?? null }));
    else if (respond === 'respond-node') sendResponse(reply, await this.answers.responseOf(run.id));
    else sendJson(reply, 200, await this.answers.outputOf(run.id));
  }

  /**
   * What is published at an address, else what somebody listens to there while it is drawn.
   *
   * @throws AppError the same for a path that nobody has, one that is not published and a wrong method
   */
  private find({ url, method }: FastifyRequest): { trigger: BoundSubscription; isPublished: boolean } {
    const route = routeOf(url);
    const published = this.subscriptions.atRoute(route);
    const trigger = published ?? this.listeners.atRoute(route);
    const wanted = trigger?.params.method ?? 'POST';
    if (!trigger || (wanted !== 'ANY' && wanted !== method))
      throw new AppError('NOT_FOUND', 'There is no webhook here.');
    return { trigger, isPublished: published !== undefined };
  }
}

function sendJson(reply: FastifyReply, status: number, json: string): void {
  void reply.code(status).type('application/json; charset=utf-8').send(json);
}

/** What people made up must not do anything in a browser that is logged in here. */
function sendResponse(reply: FastifyReply, response: Response | undefined): void {
  if (!response) return void reply.code(204).send();
  const { status, headers, body } = response;
  reply.headers({ ...headers, 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
  const type = headers['content-type'];
  if (status === 204 || status === 304) void reply.code(status).send();
  else if (typeof body === 'string')
    void reply
      .code(status)
      .type(type ?? 'text/plain; charset=utf-8')
      .send(body);
  else if (type === undefined) sendJson(reply, status, JSON.stringify(body));
  else void reply.code(status).send(JSON.stringify(body));
}
