import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** What Nest and Fastify cost by themselves: JSON comes in, an answer goes out, nothing is stored. */
@Controller('hook')
class BareController {
  @Post()
  @HttpCode(202)
  take(@Body() body: unknown) {
    return { accepted: typeof body === 'object' };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send?.({ port: Number(new URL(await app.getUrl()).port) });
process.on('disconnect', () => process.exit(0));
