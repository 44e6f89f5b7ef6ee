import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { BoundSubscription } from '../broker/bound-subscription.js';
import { isHeldForLong } from '../broker/held.js';
import { Listeners } from '../broker/listening/listeners.service.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import { AppError } from '../platform/errors/app-error.js';
import { Public } from '../platform/public.js';
import { traceOf } from './event-extensions.js';
import { inBody } from './in-body.js';
import { RunAnswers, type Response } from './run-answers.service.js';
import { dedupKeyOf, routeOf, toWebhookData } from './webhook-request.js';

/** Webhooks: a request becomes an event that the trigger's own subscription hears, and others may. */
@ApiExcludeController()
@Public()
@Controller('hooks')
export class WebhooksController {
  constructor(
    private readonly events: AcceptEvents,
    private readonly subscriptions: SubscriptionTable,
    private readonly answers: RunAnswers,
    private readonly listeners: Listeners,
  ) {}

  @All('*')
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { trigger, isPublished } = this.find(request);
    const { respond = 'immediately' } = trigger.params;
    const data = toWebhookData(request);
    const accepted = await inBody(
      '/data/body',
      this.events.accept({
        type: trigger.pattern,
        source: trigger.source ?? '',
        data,
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
      await reply.code(202).send({ eventId: accepted.id, runId: run?.id ?? null });
    else if (respond === 'respond-node') await sendResponse(reply, await this.answers.responseOf(run.id));
    else await sendJson(reply, 200, await this.answers.outputOf(run.id));
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

async function sendJson(reply: FastifyReply, status: number, json: string): Promise<void> {
  await reply.code(status).type('application/json; charset=utf-8').send(json);
}

/** What people made up must not do anything in a browser that is logged in here. */
async function sendResponse(reply: FastifyReply, response: Response | undefined): Promise<void> {
  if (!response) return void (await reply.code(204).send());
  const { status, headers, body } = response;
  reply.headers({ ...headers, 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
  const type = headers['content-type'];
  if (status === 204 || status === 304) await reply.code(status).send();
  else if (typeof body === 'string')
    await reply
      .code(status)
      .type(type ?? 'text/plain; charset=utf-8')
      .send(body);
  else if (type === undefined) await sendJson(reply, status, JSON.stringify(body));
  else await reply.code(status).send(JSON.stringify(body));
}
