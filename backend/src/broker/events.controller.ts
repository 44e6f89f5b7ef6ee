import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { eventDetailSchema, eventListQuerySchema, eventPageSchema, type EventListQuery } from '../contract/index.js';
import { EventLog } from './event-log.service.js';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly events: EventLog) {}

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
}
