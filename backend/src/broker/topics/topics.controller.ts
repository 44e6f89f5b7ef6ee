import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  proposedSchemaSchema,
  putTopicSchema,
  topicListQuerySchema,
  topicPageSchema,
  topicSchema,
  type PutTopic,
  type TopicListQuery,
} from '../../contract/index.js';
import { Topics } from './topics.service.js';

@ApiTags('topics')
@Controller('api/v1/topics')
export class TopicsController {
  constructor(private readonly topics: Topics) {}

  @Get()
  @ApiOkResponse({ standardSchema: topicPageSchema })
  list(@Query({ schema: topicListQuerySchema }) query: TopicListQuery) {
    return this.topics.list(query);
  }

  @Get(':type')
  @ApiOkResponse({ standardSchema: topicSchema })
  get(@Param('type') type: string) {
    return this.topics.get(type);
  }

  /** Makes the topic if there is none; what is absent stays as it is. */
  @Put(':type')
  @ApiOkResponse({ standardSchema: topicSchema })
  put(@Param('type') type: string, @Body({ schema: putTopicSchema }) body: PutTopic) {
    return this.topics.put(type, body);
  }

  @Get(':type/proposed-schema')
  @ApiOkResponse({ standardSchema: proposedSchemaSchema })
  propose(@Param('type') type: string) {
    return this.topics.propose(type);
  }
}
