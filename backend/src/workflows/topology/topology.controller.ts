import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { systemMapSchema, topicEndsSchema } from '../../contract/index.js';
import { TopicEnds } from './topic-ends.service.js';
import { Topology } from './topology.service.js';

/** How producers, topics and consumers are tied together. Names of topics and workflows are for those who are logged in. */
@ApiTags('map')
@Controller()
export class TopologyController {
  constructor(
    private readonly topology: Topology,
    private readonly ends: TopicEnds,
  ) {}

  @Get('api/v1/map')
  @ApiOkResponse({ standardSchema: systemMapSchema })
  map() {
    return this.topology.map();
  }

  /** The workflows that send to a topic or hear it, drafts among them; the topic may be a pattern. */
  @Get('api/v1/topics/:type/ends')
  @ApiOkResponse({ standardSchema: topicEndsSchema })
  topicEnds(@Param('type') type: string) {
    return this.ends.of(type);
  }

  /** An AsyncAPI 3.0 document. */
  @Get('asyncapi.json')
  @ApiOkResponse({ schema: { type: 'object', description: 'An AsyncAPI 3.0 document' } })
  asyncApi() {
    return this.topology.asyncApi();
  }
}
