import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AcceptEvents } from '../broker/accept-events.service.js';
import { eventsAcceptedSchema } from '../contract/index.js';
import { Intake } from './intake/intake.service.js';
import { inBody } from './in-body.js';
import { readEvents } from './read-events.js';

@ApiTags('events')
@Controller('api/v1/events')
export class EventsApiController {
  constructor(
    private readonly events: AcceptEvents,
    private readonly intake: Intake,
  ) {}

  /** Takes one event or several; of those that are in one request, all are stored or none. */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: eventsAcceptedSchema })
  @ApiBody({
    schema: {
      type: 'object',
      description: 'A CloudEvent, `{ type, data?, subject?, source?, id?, time? }`, or an array.',
    },
  })
  async publish(@Req() request: FastifyRequest, @Body() body: unknown) {
    const { isBatch, isBinary, events } = readEvents(request.headers, body);
    this.intake.count(request, events.length);
    const [first] = events;
    if (first && isBinary) return { id: (await inBody('/data', this.events.accept(first))).id };
    if (first && !isBatch) return { id: (await this.events.accept(first)).id };
    const accepted = await this.events.acceptAll(events);
    return { ids: accepted.map(({ id }) => id) };
  }
}
