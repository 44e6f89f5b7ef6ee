import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  bulkDeadLettersSchema,
  deadLetterDetailSchema,
  deadLetterListQuerySchema,
  deadLetterPageSchema,
  deadLetterReplayedSchema,
  jobStartedSchema,
  replayDeadLetterSchema,
  type BulkDeadLetters,
  type DeadLetterListQuery,
} from '../../contract/index.js';
import { BulkLetters } from './bulk-letters.service.js';
import { DeadLetters } from './dead-letters.service.js';
import { ReplayLetters } from './replay-letters.service.js';

@ApiTags('dead letters')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly replays: ReplayLetters,
    private readonly bulk: BulkLetters,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: deadLetterPageSchema })
  list(@Query({ schema: deadLetterListQuerySchema }) query: DeadLetterListQuery) {
    return this.letters.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: deadLetterDetailSchema })
  detail(@Param('id') id: string) {
    return this.letters.detail(id);
  }

  /** Replays or discards all that are open and match. */
  @Post('bulk')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: jobStartedSchema })
  async deal(@Body({ schema: bulkDeadLettersSchema }) body: BulkDeadLetters) {
    return { jobId: await this.bulk.submit(body) };
  }

  /** Gives it to its consumer once more, as it was or with mended data. */
  @Post(':id/replay')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: deadLetterReplayedSchema })
  replay(
    @Param('id') id: string,
    @Body({ schema: replayDeadLetterSchema }) body: z.infer<typeof replayDeadLetterSchema>,
  ) {
    return body.data === undefined ? this.replays.replay(id) : this.replays.replayMended(id, body.data);
  }

  /** Nothing is done about it any more; it stays in history. */
  @Delete(':id')
  @HttpCode(204)
  discard(@Param('id') id: string): Promise<void> {
    return this.letters.discard(id);
  }
}
