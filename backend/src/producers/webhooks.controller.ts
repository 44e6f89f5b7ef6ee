import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { BoundSubscription } from '../broker/bound-subscription.js';
import { isHeldForLong } from '../broker/held.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import { AppError } from '../platform/errors/app-error.js';
import { Public } from '../platform/public.js';
import { RunAnswers } from './run-answers.service.js';
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
  ) {}

  @All('*')
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const trigger = this.find(request);
    const isAnswered = trigger.params.respond === 'last-node';
    const data = toWebhookData(request);
    const accepted = await this.events.accept({
      type: trigger.pattern,
      source: trigger.source ?? '',
      data,
      key: dedupKeyOf(request, trigger.params.dedupHeader),
      identity: [data.method, data.body],
      answerFrom: isAnswered ? trigger.workflowId : undefined,
    });
    const run = accepted.runs.find(
      ({ workflowId, nodeId }) => workflowId === trigger.workflowId && nodeId === trigger.nodeId,
    );
    if (isAnswered && run && !isHeldForLong(run.held))
      await reply
        .code(200)
        .type('application/json; charset=utf-8')
        .send(await this.answers.outputOf(run.id));
    else await reply.code(202).send({ eventId: accepted.id, runId: run?.id ?? null });
  }

  /** @throws AppError the same for a path that nobody has, one that is not published and a wrong method */
  private find({ url, method }: FastifyRequest): BoundSubscription {
    const trigger = this.subscriptions.atRoute(routeOf(url));
    const wanted = trigger?.params.method ?? 'POST';
    if (!trigger || (wanted !== 'ANY' && wanted !== method))
      throw new AppError('NOT_FOUND', 'There is no webhook here.');
    return trigger;
  }
}
