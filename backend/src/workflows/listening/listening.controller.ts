import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { listenerPageSchema, listenerSchema } from '../../contract/index.js';
import { Listening } from './listening.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows/:id/listeners')
export class ListeningController {
  constructor(private readonly listening: Listening) {}

  /** The triggers of the draft at which somebody listens, with what was heard. */
  @Get()
  @ApiOkResponse({ standardSchema: listenerPageSchema })
  async list(@Param('id') id: string) {
    return { items: await this.listening.list(id), nextCursor: null };
  }

  /** Waits for the next event at a trigger; `GET /stream` tells of it. What is published gets it all the same. */
  @Put(':nodeId')
  @ApiOkResponse({ standardSchema: listenerSchema })
  start(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return this.listening.start(id, nodeId);
  }

  @Delete(':nodeId')
  @HttpCode(204)
  stop(@Param('id') id: string, @Param('nodeId') nodeId: string) {
    return this.listening.stop(id, nodeId);
  }
}
