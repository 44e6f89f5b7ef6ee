import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { streamQuerySchema, type Change } from '../contract/index.js';
import { LiveFeed } from './live-feed.service.js';

/** So that proxies do not take the quiet for the end; milliseconds. */
const PING_MS = 15_000;

/** A watcher that reads so slowly that this much waits for it misses changes instead of filling the memory; bytes. */
const MAX_BUFFERED = 1024 * 1024;

type StreamQuery = z.infer<typeof streamQuerySchema>;

@ApiTags('runs')
@Controller('api/v1/stream')
export class StreamController {
  constructor(private readonly feed: LiveFeed) {}

  /** Server-sent events: what changes, as it changes. */
  @Get()
  stream(
    @Query({ schema: streamQuerySchema }) query: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    out.write(': connected\n\n');
    const ping = setInterval(() => out.write(': ping\n\n'), PING_MS);
    const stop = this.feed.watch(
      (changes) => {
        const wanted = changes.filter((change) => isWanted(change, query));
        if (wanted.length > 0 && out.writableLength < MAX_BUFFERED)
          out.write(`event: changes\ndata: ${JSON.stringify(wanted)}\n\n`);
      },
      () => out.end(),
    );
    request.raw.on('close', () => {
      clearInterval(ping);
      stop();
    });
  }
}

function isWanted(change: Change, { workflowId, runId }: StreamQuery): boolean {
  const about =
    change.type === 'run'
      ? { workflowId: change.run.workflowId, runId: change.run.id }
      : { runId: undefined, ...change };
  return (
    (workflowId === undefined || about.workflowId === workflowId) && (runId === undefined || about.runId === runId)
  );
}
