import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids.js';
import { AcceptEvents } from '../accept-events.service.js';
import type { DirectTarget, TestOrder } from '../new-event.js';
import { SubscriptionTable } from '../subscription-table.service.js';
import { prepareAgain } from './prepare-again.js';
import { StoredEventsRepository } from './stored-events.repository.js';

/** Has drafts tried out with events that were there before. */
@Injectable()
export class TestStoredEvents {
  constructor(
    private readonly sql: Sql,
    private readonly stored: StoredEventsRepository,
    private readonly events: AcceptEvents,
    private readonly table: SubscriptionTable,
  ) {}

  /**
   * Starts a test for a stored event. Its attempts are counted by themselves, as those of a replay are: it takes nobody's
   * place and makes up for nothing.
   *
   * @returns the id of the run
   * @throws AppError `NOT_FOUND`
   */
  async start(eventId: string, direct: DirectTarget, test: TestOrder): Promise<string> {
    const { runId, afterCommit } = await this.sql.transaction(async (runner) => {
      const found = isId(eventId) ? await this.stored.findMany(runner, [eventId]) : undefined;
      const event = found?.get(eventId);
      if (!event) throw new AppError('NOT_FOUND', 'There is no such event.', { pointer: '/eventId' });
      const prepared = prepareAgain(event, this.table, {
        hearers: [],
        direct: [],
        test: { target: direct, order: test },
      });
      const [run] = prepared.runs;
      if (!run) throw new Error(`no run came of event ${eventId}`);
      return { runId: run.id, afterCommit: await this.events.repeatWithin(runner, [prepared], newId()) };
    });
    afterCommit();
    return runId;
  }
}
