import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loginSchema, sessionSchema, setupSchema, setupStateSchema, type Session } from '../contract/index.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { setPrincipal } from '../platform/principal.js';
import { Public } from '../platform/public.js';
import { SESSION_COOKIE, sessionTokenOf } from './session-cookie.js';
import { AccessService, SESSION_DAYS } from './access.service.js';
import { principalOfUser } from './user-views.js';

@ApiTags('access')
@Public()
@Controller('api/v1')
export class AccessController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly access: AccessService,
  ) {}

  @Get('setup')
  @ApiOkResponse({ standardSchema: setupStateSchema })
  async setupState() {
    return { required: await this.access.isSetupRequired() };
  }

  @Post('setup')
  @HttpCode(201)
  async setup(
    @Body({ schema: setupSchema }) body: z.infer<typeof setupSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const user = await this.access.createOwner(body);
    this.setCookie(request, reply, await this.access.openSession(user.id));
    setPrincipal(request, principalOfUser(user));
    return { user };
  }

  @Post('session')
  @HttpCode(201)
  async logIn(
    @Body({ schema: loginSchema }) body: z.infer<typeof loginSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { user, token } = await this.access.logIn(body.email, body.password, {
      ip: request.ip,
      requestId: request.id,
    });
    setPrincipal(request, principalOfUser(user));
    this.setCookie(request, reply, token);
    return { user };
  }

  @Get('session')
  @ApiOkResponse({ standardSchema: sessionSchema })
  async session(@Req() request: FastifyRequest): Promise<Session> {
    const token = sessionTokenOf(request);
    const user = token ? await this.access.userOfSession(token) : undefined;
    if (!user) throw new AppError('UNAUTHENTICATED', 'You are not logged in.');
    return { user };
  }

  @Delete('session')
  @HttpCode(204)
  async logOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = sessionTokenOf(request);
    const user = token ? await this.access.userOfSession(token) : undefined;
    if (user) setPrincipal(request, principalOfUser(user));
    if (token) await this.access.closeSession(token);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  private setCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
    const secure = request.protocol === 'https' || this.config.publicUrl?.startsWith('https:') === true;
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: SESSION_DAYS * 86_400,
    });
  }
}
