import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { runListQuerySchema, runPageSchema, runSchema, type RunListQuery } from '../contract/index.js';
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

  @Get(':id')
  @ApiOkResponse({ standardSchema: runSchema })
  detail(@Param('id') id: string) {
    return this.runs.detail(id);
  }
}
