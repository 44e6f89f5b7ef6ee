import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { runStartedSchema, runWorkflowSchema, type RunWorkflow } from '../contract/index.js';
import { ManualRuns } from './manual-runs.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows')
export class ManualRunsController {
  constructor(private readonly manualRuns: ManualRuns) {}

  @Post(':id/run')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async run(@Param('id') id: string, @Body({ schema: runWorkflowSchema }) body: RunWorkflow) {
    return { runId: await this.manualRuns.start(id, body) };
  }
}
