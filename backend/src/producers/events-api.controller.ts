import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { AcceptEvents } from '../broker/accept-events.service.js';
import { inBody } from './in-body.js';
import { readEvents } from './read-events.js';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsApiController {
  constructor(private readonly events: AcceptEvents) {}

  /** Takes one event or several; of those that are in one request, all are stored or none. */
  @Post()
  @HttpCode(202)
  @ApiBody({
    schema: {
      type: 'object',
      description: 'A CloudEvent, `{ type, data?, subject?, source?, id?, time? }`, or an array.',
    },
  })
  async publish(@Headers() headers: IncomingHttpHeaders, @Body() body: unknown) {
    const { isBatch, isBinary, events } = readEvents(headers, body);
    const [first] = events;
    if (first && isBinary) return { id: (await inBody('/data', this.events.accept(first))).id };
    if (first && !isBatch) return { id: (await this.events.accept(first)).id };
    const accepted = await this.events.acceptAll(events);
    return { ids: accepted.map(({ id }) => id) };
  }
}
