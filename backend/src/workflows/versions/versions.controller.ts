import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  noteVersionSchema,
  workflowSchema,
  workflowVersionPageSchema,
  workflowVersionSchema,
  type NoteVersion,
} from '../../contract/index.js';
import { Versions } from './versions.service.js';

@ApiTags('workflows')
@Controller('api/v1/workflows/:id/versions')
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @Get()
  @ApiOkResponse({ standardSchema: workflowVersionPageSchema })
  async list(@Param('id') id: string) {
    return { items: await this.versions.list(id), nextCursor: null };
  }

  @Get(':version')
  @ApiOkResponse({ standardSchema: workflowVersionSchema })
  get(@Param('id') id: string, @Param('version', ParseIntPipe) version: number) {
    return this.versions.get(id, version);
  }

  /** Says something about a version. */
  @Patch(':version')
  @ApiOkResponse({ standardSchema: workflowVersionSchema })
  note(
    @Param('id') id: string,
    @Param('version', ParseIntPipe) version: number,
    @Body({ schema: noteVersionSchema }) { note }: NoteVersion,
  ) {
    return this.versions.note(id, version, note);
  }

  @Post(':version/restore')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: workflowSchema })
  restore(@Param('id') id: string, @Param('version', ParseIntPipe) version: number) {
    return this.versions.restore(id, version);
  }
}
