import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  runListQuerySchema,
  runPageSchema,
  runSchema,
  runStatsQuerySchema,
  runStatsSchema,
  stepDataQuerySchema,
  stepDataSchema,
  type RunListQuery,
  type RunStatsQuery,
  type StepDataQuery,
} from '../contract/index.js';
import { RunHistory } from './run-history.service.js';

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsController {
  constructor(private readonly runs: RunHistory) {}

  @Get()
  @ApiOkResponse({ standardSchema: runPageSchema })
  list(@Query({ schema: runListQuerySchema }) query: RunListQuery) {
    return this.runs.list(query);
  }

  @Get('stats')
  @ApiOkResponse({ standardSchema: runStatsSchema })
  stats(@Query({ schema: runStatsQuerySchema }) query: RunStatsQuery) {
    return this.runs.stats(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: runSchema })
  detail(@Param('id') id: string) {
    return this.runs.detail(id);
  }

  /** What a step took or gave: a part of it as far as 64 KB of JSON go, or all of it as a file. */
  @Get(':id/steps/:nodeId/data')
  @ApiOkResponse({ standardSchema: stepDataSchema })
  async stepData(
    @Param('id') id: string,
    @Param('nodeId') nodeId: string,
    @Query({ schema: stepDataQuerySchema }) query: StepDataQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (query.download === undefined) return this.runs.stepPart(id, nodeId, query);
    const data = await this.runs.stepData(id, nodeId, query);
    const place = query.iteration === undefined ? '' : `-${query.iteration}`;
    const name = `${nodeId}${place}-${query.part}.json`.replace(/[^\w.-]/g, '_');
    reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
    return JSON.stringify(data);
  }
}
