import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { systemMapSchema } from '../../contract/index.js';
import { Topology } from './topology.service.js';

/** How producers, topics and consumers are tied together. Names of topics and workflows are for those who are logged in. */
@ApiTags('map')
@Controller()
export class TopologyController {
  constructor(private readonly topology: Topology) {}

  @Get('api/v1/map')
  @ApiOkResponse({ standardSchema: systemMapSchema })
  map() {
    return this.topology.map();
  }

  /** An AsyncAPI 3.0 document. */
  @Get('asyncapi.json')
  @ApiOkResponse({ schema: { type: 'object', description: 'An AsyncAPI 3.0 document' } })
  asyncApi() {
    return this.topology.asyncApi();
  }
}
