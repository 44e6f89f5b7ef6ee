import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { nodeManifestListSchema, type NodeManifest, type Page } from '../contract/index.js';
import { manifests } from './catalog.js';

@ApiTags('node types')
@Controller('api/v1/node-types')
export class NodeTypesController {
  @Get()
  @ApiOkResponse({ standardSchema: nodeManifestListSchema })
  list(): Page<NodeManifest> {
    return { items: [...manifests.values()], nextCursor: null };
  }
}
