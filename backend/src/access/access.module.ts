import { Module, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessController } from './access.controller.js';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditLog } from './audit/audit-log.service.js';
import { AuditRepository } from './audit/audit.repository.js';
import { AuditRoutes } from './audit/audit-routes.service.js';
import { OwnPassword } from './own-password.service.js';
import { UserSession } from './session.entity.js';
import { AppUser } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** Users, sessions, keys and the audit log. The guard and the log cover every route of every module. */
@Module({
  imports: [TypeOrmModule.forFeature([AppUser, UserSession, ApiKey])],
  controllers: [AccessController, ApiKeysController, AuditController, UsersController],
  providers: [
    AccessService,
    ApiKeysRepository,
    ApiKeysService,
    AuditLog,
    AuditRepository,
    AuditRoutes,
    OwnPassword,
    UsersRepository,
    UsersService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccessModule implements NestModule {
  constructor(private readonly auditRoutes: AuditRoutes) {}

  /** Nest asks for what comes before the routes just before it adds them. */
  configure(): void {
    this.auditRoutes.listen();
  }
}
