import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { jobStartedSchema, replayEventSchema, replayEventsSchema, type ReplayEvents } from '../../contract/index.js';
import { Replays } from './replays.service.js';

@ApiTags('events')
@Controller('api/v1/events')
export class ReplayController {
  constructor(private readonly replays: Replays) {}

  /** Hands the events of a time out again, to one workflow or to all that hear them. */
  @Post('replay')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: jobStartedSchema })
  async replayAll(@Body({ schema: replayEventsSchema }) body: ReplayEvents) {
    return { jobId: await this.replays.ofRange(body) };
  }

  /** Hands an event out again, to one workflow or to all that hear it. */
  @Post(':id/replay')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: jobStartedSchema })
  async replay(
    @Param('id') id: string,
    @Body({ schema: replayEventSchema }) { workflowId }: z.infer<typeof replayEventSchema>,
  ) {
    return { jobId: await this.replays.ofEvent(id, workflowId) };
  }
}
