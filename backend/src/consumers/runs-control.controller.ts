import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { retryRunSchema, runStartedSchema, type RetryRun } from '../contract/index.js';
import { RetryRunService } from './retry-run.service.js';

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsControlController {
  constructor(private readonly retries: RetryRunService) {}

  /** Runs the consumer again for the same event. */
  @Post(':id/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async retry(@Param('id') id: string, @Body({ schema: retryRunSchema }) body: RetryRun) {
    return { runId: await this.retries.retry(id, body) };
  }
}
