import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { pruneResultSchema, retentionSchema } from '../../contract/index.js';
import { Retention } from './retention.service.js';

@ApiTags('retention')
@Controller('api/v1/retention')
export class RetentionController {
  constructor(private readonly retention: Retention) {}

  @Get()
  @ApiOkResponse({ standardSchema: retentionSchema })
  overview() {
    return this.retention.overview();
  }

  /** Prunes now, and answers when that is done. */
  @Post('prune')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: pruneResultSchema })
  async prune() {
    return { prunings: await this.retention.prune() };
  }
}
