import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { expressionHelpListSchema, type ExpressionHelp, type Page } from '../contract/index.js';
import { EXPRESSION_HELP } from '../expressions/help/expression-help.js';

@ApiTags('node types')
@Controller('api/v1/expression-helpers')
export class ExpressionHelpController {
  @Get()
  @ApiOkResponse({ standardSchema: expressionHelpListSchema })
  list(): Page<ExpressionHelp> {
    return { items: [...EXPRESSION_HELP], nextCursor: null };
  }
}
