import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import {
  bulkRunsSchema,
  jobStartedSchema,
  retryRunSchema,
  runStartedSchema,
  type BulkRuns as BulkRequest,
  type RetryRun,
} from '../contract/index.js';
import { BulkRuns } from './bulk-runs.service.js';
import { CancelRuns } from './cancel-runs.service.js';
import { RetryRunService } from './retry-run.service.js';

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsControlController {
  constructor(
    private readonly retries: RetryRunService,
    private readonly cancels: CancelRuns,
    private readonly bulk: BulkRuns,
  ) {}

  /** Retries or cancels all runs that match. */
  @Post('bulk')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: jobStartedSchema })
  async deal(@Body({ schema: bulkRunsSchema }) body: BulkRequest) {
    return { jobId: await this.bulk.submit(body) };
  }

  /** Ends the run before its time: what it calls is aborted, and the runs that it started end too. */
  @Post(':id/cancel')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async cancel(@Param('id') id: string) {
    await this.cancels.cancel(id);
    return { runId: id };
  }

  /** Runs the consumer again for the same event. */
  @Post(':id/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async retry(@Param('id') id: string, @Body({ schema: retryRunSchema }) body: RetryRun) {
    return { runId: await this.retries.retry(id, body) };
  }
}
