import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { templatePageSchema, templateUsedSchema, type Page, type Template } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { TEMPLATES } from './templates.js';
import { WorkflowsService } from './workflows.service.js';

@ApiTags('workflows')
@Controller('api/v1/templates')
export class TemplatesController {
  constructor(private readonly workflows: WorkflowsService) {}

  @Get()
  @ApiOkResponse({ standardSchema: templatePageSchema })
  list(): Page<Template> {
    return { items: [...TEMPLATES], nextCursor: null };
  }

  /** Makes workflows of one's own from a template. */
  @Post(':id/use')
  @ApiCreatedResponse({ standardSchema: templateUsedSchema })
  async use(@Param('id') id: string) {
    const template = TEMPLATES.find((one) => one.id === id);
    if (!template) throw new AppError('NOT_FOUND', 'There is no such template.');
    const workflow = await this.workflows.create({ name: template.name, graph: template.graph });
    return { ...workflow, workflows: [workflow] };
  }
}
