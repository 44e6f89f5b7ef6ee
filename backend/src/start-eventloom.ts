import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config.js';
import { parseDatabaseUrl, type DatabaseAddress } from './platform/database/address.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './platform/database/embedded/embedded-postgres.js';
import { createHttpAdapter, prepareFastify } from './platform/http/fastify.js';
import { serveFrontend } from './platform/http/pages.controller.js';
import { createLogger, toNestLogger, type Logger } from './platform/logging/logger.js';

/** A running Eventloom. */
export interface Eventloom {
  /** Where it is reached. */
  url: string;
  /** Stops it: no new work, what is under way ends or is given back, then the connections, at last the database. */
  close(): Promise<void>;
}

/**
 * Starts the parts that the role asks for and, unless there is an external one, the embedded database.
 *
 * @throws Error with one line for the user if the database cannot be started or the port is taken
 */
export async function startEventloom(config: Config): Promise<Eventloom> {
  const logger = createLogger(config);
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: (line) => logger.debug({ name: 'postgres' }, line) });
  let app: NestFastifyApplication | undefined;
  const close = async () => {
    await app?.close();
    await embedded?.stop();
  };
  try {
    const address = config.databaseUrl ? parseDatabaseUrl(config.databaseUrl) : toAddress(embedded);
    app = await createApp(config, address, logger);
    await app.listen({ port: config.port, host: config.host });
    return { url: config.publicUrl ?? (await app.getUrl()).replace('[::1]', 'localhost'), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createApp(config: Config, address: DatabaseAddress, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = createHttpAdapter();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, address, logger), adapter, {
    logger: toNestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  const fastify = adapter.getInstance();
  await prepareFastify(fastify);
  documentApi(app);
  if (config.role !== 'worker') await serveFrontend(fastify);
  await app.init();
  return app;
}

/** OpenAPI 3.1 at `/openapi.json`, and as a page to read at `/docs`. */
function documentApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Eventloom')
    .setVersion('0.1.0')
    .addBearerAuth()
    .setOpenAPIVersion('3.1.0')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
}

function toAddress(embedded: EmbeddedPostgres | undefined): DatabaseAddress {
  return {
    host: embedded?.socketDir,
    port: embedded?.port,
    user: embedded?.user,
    password: undefined,
    database: embedded?.database,
    ssl: false,
  };
}
