import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { AccessModule } from './access/access.module.js';
import { BrokerModule } from './broker/broker.module.js';
import { ConnectorsModule } from './connectors/connectors.module.js';
import { ConsumersModule } from './consumers/consumers.module.js';
import { HistoryModule } from './history/history.module.js';
import { AnnouncerModule } from './platform/announcer.module.js';
import { ConfigModule } from './platform/config.module.js';
import { rolesOf, type Config } from './platform/config.js';
import type { DatabaseAddress } from './platform/database/address.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ProblemFilter } from './platform/errors/problem.filter.js';
import { ValidationPipe } from './platform/errors/validation.pipe.js';
import { HealthModule } from './platform/health/health.module.js';
import { PagesController } from './platform/http/pages.controller.js';
import type { Logger } from './platform/logging/logger.js';
import { LoggingModule } from './platform/logging/logging.module.js';
import { ProducersModule } from './producers/producers.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

/** The parts of a process, by its role. */
@Module({})
export class AppModule {
  static forRoot(config: Config, address: DatabaseAddress, logger: Logger): DynamicModule {
    const { api } = rolesOf(config);
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        EventEmitterModule.forRoot({ maxListeners: 0 }),
        AnnouncerModule,
        DatabaseModule.forRoot(address),
        HealthModule,
        BrokerModule,
        WorkflowsModule,
        HistoryModule,
        ConsumersModule,
        AccessModule,
        ...(api ? [ProducersModule, ConnectorsModule] : []),
      ],
      controllers: api ? [PagesController] : [],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
    };
  }
}
