import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { jobPageSchema, jobResultPageSchema, jobSchema, pageQuerySchema } from '../../contract/index.js';
import { Jobs } from './jobs.service.js';

type PageQuery = z.infer<typeof pageQuerySchema>;

@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get()
  @ApiOkResponse({ standardSchema: jobPageSchema })
  list(@Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.jobs.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: jobSchema })
  get(@Param('id') id: string) {
    return this.jobs.get(id);
  }

  /** What became of single things; a replay tells of those alone that failed. */
  @Get(':id/results')
  @ApiOkResponse({ standardSchema: jobResultPageSchema })
  results(@Param('id') id: string, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.jobs.results(id, query);
  }

  /** What the job has done stays done; it ends within a second. */
  @Post(':id/cancel')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: jobSchema })
  cancel(@Param('id') id: string) {
    return this.jobs.cancel(id);
  }
}
