import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DatabaseAddress } from './address.js';
import { DATABASE_ADDRESS } from './database.tokens.js';
import { hearErrors } from './hear-errors.js';
import { migrateDatabase } from './migrate-database.js';
import { MIGRATIONS } from './migrations/index.js';
import { Notifications } from './notifications.service.js';
import { SESSION_OPTIONS } from './session-options.js';
import { Sql } from './sql.js';
import { DataSource } from 'typeorm';

/** Connections of this process for TypeORM and the hot statements together. */
const POOL_SIZE = 12;

/** TypeORM and the hand-written statements, on one pool; migrations run before anything else starts. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(address: DatabaseAddress): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            type: 'postgres',
            ...toTypeOrm(address),
            applicationName: 'eventloom',
            autoLoadEntities: true,
            synchronize: false,
            migrationsTableName: 'migration',
            migrations: MIGRATIONS,
            poolSize: POOL_SIZE,
            extra: {
              connectionTimeoutMillis: 10_000,
              keepAlive: true,
              options: SESSION_OPTIONS,
              onConnect: hearErrors,
            },
            retryAttempts: 3,
          }),
          dataSourceFactory: async (options) => {
            if (!options) throw new Error('TypeORM was given no options');
            const dataSource = await new DataSource(options).initialize();
            await migrateDatabase(dataSource);
            return dataSource;
          },
        }),
      ],
      providers: [{ provide: DATABASE_ADDRESS, useValue: address }, Sql, Notifications],
      exports: [DATABASE_ADDRESS, Sql, Notifications],
    };
  }
}

function toTypeOrm({ user, ...address }: DatabaseAddress) {
  return { ...address, username: user };
}
