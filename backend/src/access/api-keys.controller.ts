import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  apiKeySchema,
  createApiKeySchema,
  createdApiKeySchema,
  pageSchema,
  type ApiKey,
  type CreatedApiKey,
  type Page,
} from '../contract/index.js';
import { OwnersOnly } from '../platform/owners-only.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('access')
@OwnersOnly()
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(apiKeySchema) })
  async list(): Promise<Page<ApiKey>> {
    return { items: await this.apiKeys.list(), nextCursor: null };
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: createdApiKeySchema })
  create(@Body({ schema: createApiKeySchema }) body: z.infer<typeof createApiKeySchema>): Promise<CreatedApiKey> {
    return this.apiKeys.create(body.name, body.expiresAt);
  }

  @Delete(':id')
  @HttpCode(204)
  revoke(@Param('id') id: string): Promise<void> {
    return this.apiKeys.revoke(id);
  }
}
