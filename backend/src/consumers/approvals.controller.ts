import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  approvalPageSchema,
  decideApprovalSchema,
  pageQuerySchema,
  runStartedSchema,
  type DecideApproval,
} from '../contract/index.js';
import { CurrentPrincipal, type Principal } from '../platform/principal.js';
import { Approvals } from './approvals.service.js';

@ApiTags('runs')
@Controller('api/v1')
export class ApprovalsController {
  constructor(private readonly approvals: Approvals) {}

  /** What persons are asked at the moment. */
  @Get('approvals')
  @ApiOkResponse({ standardSchema: approvalPageSchema })
  list(@Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>) {
    return this.approvals.list(query);
  }

  /** Decides what a step asks. */
  @Post('runs/:id/approvals/:nodeId')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: runStartedSchema })
  async decide(
    @Param('id') id: string,
    @Param('nodeId') nodeId: string,
    @Body({ schema: decideApprovalSchema }) body: DecideApproval,
    @CurrentPrincipal() principal: Principal,
  ) {
    await this.approvals.decide(id, nodeId, body, principal);
    return { runId: id };
  }
}
