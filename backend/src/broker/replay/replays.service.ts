import { Injectable } from '@nestjs/common';
import type { ReplayEvents, StartFrom } from '../../contract/index.js';
import type { SqlRunner } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { after, earlier, toTime } from './event-range.js';
import { ReplayReceivers } from './replay-receivers.service.js';
import type { ReplayRequest } from './replay-request.js';
import { StoredEventsRepository } from './stored-events.repository.js';

/** All processes know of a publication, and all that they accepted before is stored, within these; milliseconds. */
const SPREADING_MS = 5000;
const COMMIT_MS = 1000;

/** What was accepted so long before a publication may have been stored after it; milliseconds. */
const IN_FLIGHT_MS = 60_000;

/** A workflow that was published just now, and is to hear what was there before. */
export interface Newcomer {
  workflowId: string;
  name: string;
  /** The topics that its triggers hear. */
  patterns: string[];
  startFrom: StartFrom;
  /** Events a second. */
  rate: number;
}

/** Starts jobs that hand events out again. */
@Injectable()
export class Replays {
  constructor(
    private readonly jobs: Jobs,
    private readonly stored: StoredEventsRepository,
    private readonly receivers: ReplayReceivers,
  ) {}

  /**
   * Hands one event out again, to one consumer or to all.
   *
   * @returns the id of the job
   * @throws AppError `NOT_FOUND`, `NOT_PUBLISHED`
   */
  async ofEvent(eventId: string, workflowId: string | undefined): Promise<string> {
    const event = await this.stored.find(eventId);
    if (!event) throw new AppError('NOT_FOUND', 'There is no such event.');
    const consumer = await this.receivers.refuseUnpublished(workflowId ?? null);
    return this.submit(`Replay of an event ${event.type}${toWhom(consumer)}`, {
      eventId: event.id,
      workflowId: workflowId ?? null,
    });
  }

  /**
   * Hands the events of topics out again that were accepted in a time, but none that comes after this call.
   *
   * @returns the id of the job
   * @throws AppError `NOT_FOUND`, `NOT_PUBLISHED`, `VALIDATION_FAILED`
   */
  async ofRange({ type, from, to, workflowId, rate }: ReplayEvents): Promise<string> {
    if (Date.parse(from) >= Date.parse(to))
      throw new AppError('VALIDATION_FAILED', 'to: must be after "from"', { pointer: '/to' });
    const consumer = await this.receivers.refuseUnpublished(workflowId ?? null);
    const range = { patterns: [type], from: toTime(from), until: earlier(toTime(to), await this.stored.now()) };
    return this.submit(`Replay of ${type}${toWhom(consumer)}`, { range, workflowId: workflowId ?? null, rate });
  }

  /**
   * Feeds a workflow from the past, within the transaction that publishes it. It gets each event once: those that it has
   * a run for are left out, and those that are accepted while its publication gets about are looked for at the end.
   *
   * @returns the id of the job; undefined if there is nothing to be fed
   */
  async feedWithin(runner: SqlRunner, newcomer: Newcomer): Promise<string | undefined> {
    const { workflowId, name, patterns, startFrom, rate } = newcomer;
    if (startFrom === 'now' || patterns.length === 0) return undefined;
    const from = startFrom === 'beginning' ? null : toTime(startFrom);
    const publishedAt = await this.stored.now(runner);
    const until = after(publishedAt, SPREADING_MS);
    const justBefore = after(publishedAt, -IN_FLIGHT_MS);
    const since = from !== null && Date.parse(from) > Date.parse(justBefore) ? from : justBefore;
    return this.jobs.submitWithin<ReplayRequest>(runner, {
      kind: 'replay',
      title: `Past events for “${name}”`,
      request: {
        range: { patterns, from, until },
        workflowId,
        rate,
        feeding: { secondLook: { patterns, from: since, until }, lookAgainAt: after(until, COMMIT_MS) },
      },
    });
  }

  private submit(title: string, request: ReplayRequest): Promise<string> {
    return this.jobs.submit({ kind: 'replay', title, request });
  }
}

function toWhom(consumer: string | undefined): string {
  return consumer === undefined ? '' : ` to “${consumer}”`;
}
