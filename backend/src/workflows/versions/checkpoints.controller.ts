import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  checkpointPageSchema,
  checkpointSchema,
  createCheckpointSchema,
  pageQuerySchema,
  workflowSchema,
  type CreateCheckpoint,
} from '../../contract/index.js';
import { CurrentPrincipal, type Principal } from '../../platform/principal.js';
import { Checkpoints } from './checkpoints.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows/:id/checkpoints')
export class CheckpointsController {
  constructor(private readonly checkpoints: Checkpoints) {}

  @Get()
  @ApiOkResponse({ standardSchema: checkpointPageSchema })
  list(@Param('id') id: string, @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>) {
    return this.checkpoints.list(id, query);
  }

  /** Keeps the draft, as it is saved, under a name. */
  @Post()
  @ApiCreatedResponse({ standardSchema: checkpointSchema })
  keep(
    @Param('id') id: string,
    @Body({ schema: createCheckpointSchema }) body: CreateCheckpoint,
    @CurrentPrincipal() { name }: Principal,
  ) {
    return this.checkpoints.keep(id, body.name, name);
  }

  @Get(':checkpoint')
  @ApiOkResponse({ standardSchema: checkpointSchema })
  get(@Param('id') id: string, @Param('checkpoint') checkpoint: string) {
    return this.checkpoints.get(id, checkpoint);
  }

  @Post(':checkpoint/restore')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: workflowSchema })
  restore(@Param('id') id: string, @Param('checkpoint') checkpoint: string) {
    return this.checkpoints.restore(id, checkpoint);
  }

  @Delete(':checkpoint')
  @HttpCode(204)
  delete(@Param('id') id: string, @Param('checkpoint') checkpoint: string) {
    return this.checkpoints.delete(id, checkpoint);
  }
}
