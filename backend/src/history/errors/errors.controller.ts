import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  errorGroupListQuerySchema,
  errorGroupPageSchema,
  errorGroupSchema,
  type ErrorGroupListQuery,
} from '../../contract/index.js';
import { ErrorGroups } from './error-groups.service.js';

/** Their runs are those of `GET /runs?errorGroup=`, and `POST /runs/bulk` retries them. */
@ApiTags('errors')
@Controller('api/v1/errors')
export class ErrorsController {
  constructor(private readonly groups: ErrorGroups) {}

  @Get()
  @ApiOkResponse({ standardSchema: errorGroupPageSchema })
  list(@Query({ schema: errorGroupListQuerySchema }) query: ErrorGroupListQuery) {
    return this.groups.list(query);
  }

  @Get(':fingerprint')
  @ApiOkResponse({ standardSchema: errorGroupSchema })
  detail(@Param('fingerprint') fingerprint: string) {
    return this.groups.get(fingerprint);
  }

  /** It is dealt with, until it fails again. */
  @Post(':fingerprint/resolve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: errorGroupSchema })
  resolve(@Param('fingerprint') fingerprint: string) {
    return this.groups.setResolved(fingerprint, true);
  }

  @Post(':fingerprint/reopen')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: errorGroupSchema })
  reopen(@Param('fingerprint') fingerprint: string) {
    return this.groups.setResolved(fingerprint, false);
  }
}
