import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  createWorkflowSchema,
  pastEventsQuerySchema,
  pastEventsSchema,
  problemsSchema,
  publishWorkflowSchema,
  publishedSchema,
  updateWorkflowSchema,
  workflowExportSchema,
  workflowListQuerySchema,
  workflowPageSchema,
  workflowSchema,
  type CreateWorkflow,
  type PastEventsQuery,
  type PublishWorkflow,
  type UpdateWorkflow,
  type WorkflowExport,
} from '../contract/index.js';
import { CurrentPrincipal, type Principal } from '../platform/principal.js';
import { PastEventsService } from './past-events.service.js';
import { PublishingService } from './publishing.service.js';
import { WorkflowsService } from './workflows.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows')
export class WorkflowsController {
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly publishing: PublishingService,
    private readonly pastEvents: PastEventsService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: workflowPageSchema })
  list(@Query({ schema: workflowListQuerySchema }) query: z.infer<typeof workflowListQuerySchema>) {
    return this.workflows.list(query);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: workflowSchema })
  create(@Body({ schema: createWorkflowSchema }) body: CreateWorkflow) {
    return this.workflows.create(body);
  }

  @Post('import')
  @ApiCreatedResponse({ standardSchema: workflowSchema })
  import(@Body({ schema: workflowExportSchema }) body: WorkflowExport) {
    return this.workflows.import(body);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: workflowSchema })
  get(@Param('id') id: string) {
    return this.workflows.get(id);
  }

  @Patch(':id')
  @ApiOkResponse({ standardSchema: workflowSchema })
  update(@Param('id') id: string, @Body({ schema: updateWorkflowSchema }) body: UpdateWorkflow) {
    return this.workflows.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  delete(@Param('id') id: string) {
    return this.workflows.delete(id);
  }

  @Post(':id/validate')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: problemsSchema })
  async validate(@Param('id') id: string) {
    return { problems: await this.workflows.validate(id) };
  }

  /** Events start the workflow from now on; with `startFrom`, also those that were there before. */
  @Post(':id/publish')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: publishedSchema })
  publish(
    @Param('id') id: string,
    @Body({ schema: publishWorkflowSchema }) body: PublishWorkflow,
    @CurrentPrincipal() { name }: Principal,
  ) {
    return this.publishing.publish(id, body, name);
  }

  /** Tells what the draft would be fed from the past, if it were published so; changes nothing. */
  @Post(':id/past-events')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: pastEventsSchema })
  lookBack(@Param('id') id: string, @Body({ schema: pastEventsQuerySchema }) body: PastEventsQuery) {
    return this.pastEvents.lookBack(id, body);
  }

  @Post(':id/unpublish')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: workflowSchema })
  unpublish(@Param('id') id: string) {
    return this.publishing.unpublish(id);
  }

  /** Holds the events of a published workflow; none is lost. */
  @Post(':id/pause')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: workflowSchema })
  pause(@Param('id') id: string) {
    return this.publishing.pause(id);
  }

  /** Works the held events off. */
  @Post(':id/resume')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: workflowSchema })
  resume(@Param('id') id: string) {
    return this.publishing.resume(id);
  }

  @Get(':id/export')
  @ApiOkResponse({ standardSchema: workflowExportSchema })
  export(@Param('id') id: string) {
    return this.workflows.export(id);
  }
}
