import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  pageQuerySchema,
  previewScheduleSchema,
  runStartedSchema,
  schedulePageSchema,
  schedulePreviewSchema,
  scheduleSchema,
  type PreviewSchedule,
} from '../../contract/index.js';
import { Schedules } from '../../workflows/schedules/schedules.service.js';
import { ManualRuns } from '../manual-runs.service.js';

@ApiTags('schedules')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly manualRuns: ManualRuns,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: schedulePageSchema })
  list(@Query({ schema: pageQuerySchema }) query: { limit: number; cursor?: string }) {
    return this.schedules.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: scheduleSchema })
  detail(@Param('id') id: string) {
    return this.schedules.get(id);
  }

  /** Tells when a schedule would fire, without there being one. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: schedulePreviewSchema })
  preview(@Body({ schema: previewScheduleSchema }) body: PreviewSchedule) {
    return this.schedules.preview(body);
  }

  /** Runs the workflow at once, as if its schedule were due; its times stay as they are. */
  @Post(':id/run')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async run(@Param('id') id: string) {
    const { workflowId, nodeId } = await this.schedules.get(id);
    const payload = { dueAt: new Date().toISOString() };
    return { runId: await this.manualRuns.start(workflowId, { payload, version: 'published', trigger: nodeId }) };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: scheduleSchema })
  pause(@Param('id') id: string) {
    return this.schedules.setPaused(id, true);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: scheduleSchema })
  resume(@Param('id') id: string) {
    return this.schedules.setPaused(id, false);
  }
}
