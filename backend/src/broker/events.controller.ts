import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  eventChainSchema,
  eventDetailSchema,
  eventListQuerySchema,
  eventPageSchema,
  type EventListQuery,
} from '../contract/index.js';
import { EventChains } from './event-chain.service.js';
import { EventLog } from './event-log.service.js';

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

  @Get(':id')
  @ApiOkResponse({ standardSchema: eventDetailSchema })
  detail(@Param('id') id: string) {
    return this.events.detail(id);
  }

  /** Everything that came of the first event of the chain that this one belongs to. */
  @Get(':id/chain')
  @ApiOkResponse({ standardSchema: eventChainSchema })
  chain(@Param('id') id: string) {
    return this.chains.of(id);
  }
}
