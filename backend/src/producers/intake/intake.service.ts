import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { PendingRuns } from '../../broker/pending-runs.service.js';
import { SubscriptionTable } from '../../broker/subscription-table.service.js';
import { CONFIG } from '../../platform/config.module.js';
import type { Config } from '../../platform/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { routeOf } from '../webhook-request.js';
import { countBytes } from './count-bytes.js';
import { IntakeMetrics, type RefusalReason } from './intake-metrics.service.js';
import { TokenBuckets } from './token-buckets.js';
import { WaitingRoom, type Crowd, type Place } from './waiting-room.js';

/** So many events may be on their way to the database at once. */
const MAX_EVENTS = 20_000;

/** A single source may have so much of what may be in memory. */
const SHARE = 0.25;

/** When it makes sense to come again; seconds. */
const SOON = 1;
const LATER = 5;

const EVENTS_PATH = /^\/api\/v1\/events\/?(\?|$)/;

interface Visit {
  source: string;
  place: Place;
}

/** Where a request keeps its visit: a map of requests by weak references is what the collector of garbage has most to do with. */
const VISIT = Symbol('visit');

declare module 'fastify' {
  interface FastifyRequest {
    [VISIT]?: Visit;
  }
}

/**
 * Refuses events before their bodies are read, rather than take more than can be worked off: 429 for a source that has more
 * than its share in memory or comes too often, 503 for all where memory or the backlog is full. What is refused was never
 * accepted, and what was accepted is never dropped. A source is a webhook's path, or whoever the events API knows by a key
 * or a session.
 */
@Injectable()
export class Intake implements OnModuleInit {
  private readonly room: WaitingRoom;
  private readonly buckets: TokenBuckets | undefined;

  constructor(
    @Inject(CONFIG) { maxWaitingBytes, sourceRate }: Config,
    private readonly adapter: HttpAdapterHost,
    private readonly subscriptions: SubscriptionTable,
    private readonly pending: PendingRuns,
    private readonly metrics: IntakeMetrics,
  ) {
    this.room = new WaitingRoom({ events: MAX_EVENTS, bytes: maxWaitingBytes, share: SHARE });
    this.buckets = sourceRate === undefined ? undefined : new TokenBuckets(sourceRate);
    this.metrics.watch(() => this.room.amount);
  }

  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    fastify.decorateRequest(VISIT, undefined);
    fastify.addHook('onRequest', (request, reply, done) => done(this.admit(request, reply)));
    fastify.addHook('preParsing', (request, _reply, payload, done) =>
      done(null, this.follow(request, payload as Readable)),
    );
  }

  /** Notes that a request holds so many events, and not one. */
  count(request: FastifyRequest, events: number): void {
    const visit = request[VISIT];
    if (!visit || events <= 1) return;
    visit.place.grow({ events: events - 1 });
    this.buckets?.charge(visit.source, events - 1, performance.now());
  }

  /** @returns why the request is refused */
  private admit(request: FastifyRequest, reply: FastifyReply): AppError | undefined {
    const source = this.sourceOf(request);
    if (source === undefined) return undefined;
    const refusal = this.refusalOf(source);
    if (refusal) return refusal;
    const place = this.room.enter(source, Number(request.headers['content-length'] ?? 0));
    request[VISIT] = { source, place };
    reply.raw.on('close', () => place.leave());
    return undefined;
  }

  private refusalOf(source: string): AppError | undefined {
    if (this.pending.isFull) return this.refuse('pending-runs', LATER);
    const crowd = this.room.crowdFor(source);
    if (crowd) return this.refuse(crowd, SOON);
    const wait = this.buckets?.take(source, performance.now()) ?? 0;
    return wait > 0 ? this.refuse('rate', Math.ceil(wait)) : undefined;
  }

  /** A body whose size was not told, or that is compressed, is counted as it comes. */
  private follow(request: FastifyRequest, payload: Readable): Readable {
    const place = request[VISIT]?.place;
    if (!place || request.headers['content-length'] !== undefined) return payload;
    return countBytes(payload, (bytes) => {
      const crowd = place.grow({ bytes });
      return crowd && this.refuse(crowd, SOON);
    });
  }

  private refuse(reason: RefusalReason, retryAfter: number): AppError {
    this.metrics.refused(reason);
    return new AppError(reason === 'source' || reason === 'rate' ? 'TOO_MANY_EVENTS' : 'OVERLOADED', DETAILS[reason], {
      retryAfter,
    });
  }

  private sourceOf({ url, method, headers }: FastifyRequest): string | undefined {
    if (url.startsWith('/hooks/')) {
      const route = routeOf(url);
      // An address that is nobody's is told so, whatever else is going on.
      return this.subscriptions.atRoute(route) ? `/hooks/${route}` : undefined;
    }
    if (method !== 'POST' || !EVENTS_PATH.test(url)) return undefined;
    const credentials = headers.authorization ?? headers.cookie ?? '';
    return createHash('sha256').update(credentials).digest('base64url');
  }
}

const DETAILS: Record<RefusalReason, string> = {
  all: 'Too many events wait to be stored.',
  source: 'Too many events of this source wait to be stored.',
  rate: 'More events come from this source than are taken in a second.',
  'pending-runs': 'Too many runs wait to begin.',
} satisfies Record<Crowd | 'rate' | 'pending-runs', string>;
