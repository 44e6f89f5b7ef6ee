import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { listenerPageSchema, listenerSchema, triggerEventPageSchema } from '../../contract/index.js';
import { Listening } from './listening.service.js';
import { TriggerEvents } from './trigger-events.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows/:id')
export class ListeningController {
  constructor(
    private readonly listening: Listening,
    private readonly triggerEvents: TriggerEvents,
  ) {}

  /** The triggers of the draft at which somebody listens, with what was heard. */
  @Get('listeners')
  @ApiOkResponse({ standardSchema: listenerPageSchema })
  async list(@Param('id') id: string) {
    return { items: await this.listening.list(id), nextCursor: null };
  }

  /** Waits for the next event at a trigger; `GET /stream` tells of it. What is published gets it all the same. */
  @Put('listeners/:nodeId')
  @ApiOkResponse({ standardSchema: listenerSchema })
  start(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return this.listening.start(id, nodeId);
  }

  @Delete('listeners/:nodeId')
  @HttpCode(204)
  stop(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return this.listening.stop(id, nodeId);
  }

  /** The newest events that a trigger of the draft would have heard. */
  @Get('triggers/:nodeId/events')
  @ApiOkResponse({ standardSchema: triggerEventPageSchema })
  async newest(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return { items: await this.triggerEvents.newest(id, nodeId), nextCursor: null };
  }
}
