import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { auditCheckSchema, auditListQuerySchema, auditPageSchema, type AuditListQuery } from '../../contract/index.js';
import { OwnersOnly } from '../../platform/owners-only.js';
import { AuditLog } from './audit-log.service.js';

@ApiTags('access')
@OwnersOnly()
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOkResponse({ standardSchema: auditPageSchema })
  list(@Query({ schema: auditListQuerySchema }) query: AuditListQuery) {
    return this.log.list(query);
  }

  /** Looks through the whole log for entries that somebody changed, added or removed. */
  @Get('check')
  @ApiOkResponse({ standardSchema: auditCheckSchema })
  check() {
    return this.log.check();
  }
}
