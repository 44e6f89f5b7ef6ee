import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  eventChainSchema,
  eventDetailSchema,
  eventListQuerySchema,
  eventPageSchema,
  type EventListQuery,
} from '../contract/index.js';
import type { FastifyReply } from 'fastify';
import { EventChains } from './event-chain.service.js';
import { EventLog } from './event-log.service.js';

const CLOUD_EVENT_TYPE = 'application/cloudevents+json';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly events: EventLog,
    private readonly chains: EventChains,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: eventPageSchema })
  list(@Query({ schema: eventListQuerySchema }) query: EventListQuery) {
    return this.events.list(query);
  }

  /** `accept: application/cloudevents+json` asks for the bare CloudEvent. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: eventDetailSchema })
  detail(
    @Param('id') id: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!accept?.includes(CLOUD_EVENT_TYPE)) return this.events.detail(id);
    reply.type(`${CLOUD_EVENT_TYPE}; charset=utf-8`);
    return this.events.cloudEvent(id);
  }

  /** Everything that came of the first event of the chain that this one belongs to. */
  @Get(':id/chain')
  @ApiOkResponse({ standardSchema: eventChainSchema })
  chain(@Param('id') id: string) {
    return this.chains.of(id);
  }
}
