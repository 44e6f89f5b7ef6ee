import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { AcceptEvents } from '../broker/accept-events.service.js';
import { readEvents } from './read-events.js';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsApiController {
  constructor(private readonly events: AcceptEvents) {}

  /** Takes one event or several; all that are in one request are in one commit as far as groups allow. */
  @Post()
  @HttpCode(202)
  @ApiBody({
    schema: {
      type: 'object',
      description: 'A CloudEvent, `{ type, data?, subject?, source?, id?, time? }`, or an array.',
    },
  })
  async publish(@Headers() headers: IncomingHttpHeaders, @Body() body: unknown) {
    const { isBatch, events } = readEvents(headers, body);
    const accepted = await Promise.all(events.map((event) => this.events.accept(event)));
    return isBatch ? { ids: accepted.map(({ id }) => id) } : { id: accepted[0]?.id };
  }
}
