import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  accountPageSchema,
  accountSchema,
  changePasswordSchema,
  createUserSchema,
  pageQuerySchema,
  resetPasswordSchema,
  updateUserSchema,
  type CreateUser,
  type UpdateUser,
} from '../contract/index.js';
import { OwnersOnly } from '../platform/owners-only.js';
import { CurrentPrincipal, type Principal } from '../platform/principal.js';
import { OwnPassword } from './own-password.service.js';
import { sessionTokenOf } from './session-cookie.js';
import { UsersService } from './users.service.js';

@ApiTags('access')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Get()
  @OwnersOnly()
  @ApiOkResponse({ standardSchema: accountPageSchema })
  list(@Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>) {
    return this.users.list(query);
  }

  @Post()
  @OwnersOnly()
  @ApiCreatedResponse({ standardSchema: accountSchema })
  create(@Body({ schema: createUserSchema }) body: CreateUser) {
    return this.users.create(body);
  }

  /** Changes one's own password; the other sessions end. */
  @Post('me/password')
  @HttpCode(204)
  changePassword(
    @Body({ schema: changePasswordSchema }) body: z.infer<typeof changePasswordSchema>,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.ownPassword.change(principal, sessionTokenOf(request), body.currentPassword, body.newPassword);
  }

  @Patch(':id')
  @OwnersOnly()
  @ApiOkResponse({ standardSchema: accountSchema })
  update(
    @Param('id') id: string,
    @Body({ schema: updateUserSchema }) body: UpdateUser,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.users.update(id, body, principal);
  }

  /** Ends the user's sessions too. */
  @Delete(':id')
  @OwnersOnly()
  @HttpCode(204)
  delete(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    return this.users.delete(id, principal);
  }

  /** Gives somebody else a new password; their sessions end. */
  @Post(':id/password')
  @OwnersOnly()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: accountSchema })
  resetPassword(
    @Param('id') id: string,
    @Body({ schema: resetPasswordSchema }) { password }: z.infer<typeof resetPasswordSchema>,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.users.resetPassword(id, password, principal);
  }
}
