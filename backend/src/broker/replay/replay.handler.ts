import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { JobResult } from '../../contract/index.js';
import type { SqlRunner } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Batch, BatchDone, JobHandler } from '../../platform/jobs/job-handler.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.service.js';
import { AcceptEvents } from '../accept-events.service.js';
import type { PreparedEvent } from '../fan-out.js';
import { SubscriptionTable } from '../subscription-table.service.js';
import { prepareAgain } from './prepare-again.js';
import { ReplayReceivers } from './replay-receivers.service.js';
import type { RangeReplay, ReplayCursor, ReplayRequest } from './replay-request.js';
import { StoredEventsRepository, type StoredEventRow } from './stored-events.repository.js';

const AT_THE_START: ReplayCursor = { afterId: null, isSecondLook: false };

type Done = BatchDone<ReplayCursor>;

/** Hands events out again, batch by batch. */
@Injectable()
export class ReplayHandler implements JobHandler<ReplayRequest, ReplayCursor>, OnModuleInit {
  readonly kind = 'replay';
  readonly batchSize = 500;

  constructor(
    private readonly stored: StoredEventsRepository,
    private readonly receivers: ReplayReceivers,
    private readonly events: AcceptEvents,
    private readonly table: SubscriptionTable,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  rate(request: ReplayRequest): number | undefined {
    return 'eventId' in request ? undefined : request.rate;
  }

  async count(request: ReplayRequest): Promise<number> {
    return 'eventId' in request ? 1 : this.stored.count(request.range);
  }

  async work(runner: SqlRunner, batch: Batch<ReplayRequest, ReplayCursor>): Promise<Done> {
    const { jobId, request, cursor, limit } = batch;
    // The workflow may have been published a moment ago, by another process.
    if (cursor === null) await this.table.refresh();
    await this.receivers.refuseUnpublished(request.workflowId, runner);
    return 'eventId' in request
      ? this.handOutOne(runner, jobId, request.eventId, request)
      : this.handOutSome(runner, jobId, request, cursor ?? AT_THE_START, limit);
  }

  private async handOutOne(runner: SqlRunner, jobId: string, eventId: string, request: ReplayRequest): Promise<Done> {
    const event = (await this.stored.findMany(runner, [eventId])).get(eventId);
    if (!event) throw new AppError('NOT_FOUND', 'There is no such event.');
    const items = await this.prepare(runner, [event], request);
    const afterCommit = await this.events.repeatWithin(runner, items, jobId);
    return {
      cursor: { ...AT_THE_START, afterId: eventId },
      isLast: true,
      done: 1,
      results: items.flatMap(whyNot),
      afterCommit,
    };
  }

  private async handOutSome(
    runner: SqlRunner,
    jobId: string,
    request: RangeReplay,
    { afterId, isSecondLook }: ReplayCursor,
    limit: number,
  ): Promise<Done> {
    const { range, feeding } = request;
    const looked = isSecondLook && feeding ? feeding.secondLook : range;
    const events = await this.stored.after(runner, looked, afterId, limit);
    const items = await this.prepare(runner, events, request);
    const afterCommit = await this.events.repeatWithin(runner, items, jobId);
    const counted = items.filter(({ runs }) => runs.length > 0).length;
    const isEnd = events.length < limit;
    const looksAgain = isEnd && feeding !== undefined && !isSecondLook;
    return {
      cursor: looksAgain
        ? { afterId: null, isSecondLook: true }
        : { afterId: events.at(-1)?.id ?? afterId, isSecondLook },
      isLast: isEnd && !looksAgain,
      // What a second look finds was counted by the first, unless it was not there yet.
      done: isSecondLook ? counted : events.length,
      counted,
      results: [],
      afterCommit,
      ...(looksAgain && { waitMs: Date.parse(feeding.lookAgainAt) - Date.parse(await this.stored.now(runner)) }),
    };
  }

  private async prepare(runner: SqlRunner, events: StoredEventRow[], request: ReplayRequest): Promise<PreparedEvent[]> {
    const receivers = await this.receivers.of(runner, events, request);
    return events.map((event) =>
      prepareAgain(event, this.table, receivers.get(event.id) ?? { hearers: [], direct: [] }),
    );
  }
}

/** Somebody who asks for one event to be handed out is told why nobody got it. */
function whyNot({ id, runs, refused: [refused] }: PreparedEvent): JobResult[] {
  if (runs.length > 0) return [];
  return [{ itemId: id, ok: false, detail: refused?.reason ?? 'No published workflow hears this event.' }];
}
