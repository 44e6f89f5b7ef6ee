import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  runListQuerySchema,
  runPageSchema,
  runSchema,
  runStatsQuerySchema,
  runStatsSchema,
  type RunListQuery,
  type RunStatsQuery,
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
}
