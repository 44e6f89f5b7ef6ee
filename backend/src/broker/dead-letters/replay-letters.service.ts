import { Injectable } from '@nestjs/common';
import { Sql, type SqlRunner } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AcceptEvents } from '../accept-events.service.js';
import { inheritAttributes } from '../event-attributes.js';
import type { DirectTarget, NewEvent } from '../new-event.js';
import { PublishedTriggers } from '../published-triggers.service.js';
import { prepareAgain } from '../replay/prepare-again.js';
import { StoredEventsRepository, type StoredEventRow } from '../replay/stored-events.repository.js';
import { SubscriptionTable } from '../subscription-table.service.js';
import { DeadLetters } from './dead-letters.service.js';
import type { DeadLetterRow } from './dead-letters.sql.js';

/** What came of dead letters that were to be replayed. */
export interface ReplayedLetters {
  /** In the order of the letters: the new run, or why there is none. */
  outcomes: { letter: DeadLetterRow; runId?: string; refusal?: AppError }[];
  /** Wakes the runs; to be called after the commit. */
  afterCommit: () => void;
}

/** Gives dead letters to their consumers once more, on the versions that are published by now. */
@Injectable()
export class ReplayLetters {
  constructor(
    private readonly sql: Sql,
    private readonly letters: DeadLetters,
    private readonly triggers: PublishedTriggers,
    private readonly stored: StoredEventsRepository,
    private readonly events: AcceptEvents,
    private readonly table: SubscriptionTable,
  ) {}

  /**
   * Starts a new run for the event of a letter.
   *
   * @throws AppError `NOT_FOUND`, `LETTER_RESOLVED`, `NOT_PUBLISHED`
   */
  async replay(id: string): Promise<{ eventId: string; runId: string }> {
    const { letter, runId, afterCommit } = await this.sql.transaction(async (runner) => {
      const replayed = await this.replayWithin(runner, [await this.letters.lock(runner, id)], id);
      const [outcome] = replayed.outcomes;
      if (!outcome?.runId) throw outcome?.refusal ?? new Error(`nothing came of dead letter ${id}`);
      return { letter: outcome.letter, runId: outcome.runId, afterCommit: replayed.afterCommit };
    });
    afterCommit();
    return { eventId: letter.eventId, runId };
  }

  /**
   * Makes an event with mended data, which goes to the consumer of the letter alone.
   *
   * @throws AppError `NOT_FOUND`, `LETTER_RESOLVED`, `NOT_PUBLISHED`, `SCHEMA_MISMATCH`
   */
  async replayMended(id: string, data: unknown): Promise<{ eventId: string; runId: string }> {
    const { eventId, runId, afterCommit } = await this.sql.transaction(async (runner) => {
      const letter = await this.letters.lock(runner, id);
      const [event, target] = await Promise.all([
        this.stored.find(letter.eventId, runner),
        this.targetOf(runner, letter),
      ]);
      if (!event) throw eventIsGone();
      if (!target) throw notPublished(letter);
      const mended = { ...toMended(event, data), direct: target, isForOneOnly: true, repeats: letter.eventId };
      const { accepted, afterCommit: handOut } = await this.events.acceptWithin(runner, [mended], true);
      const [stored] = accepted;
      const run = stored?.runs[0];
      if (!run) throw new Error(`no run came of the mended event for dead letter ${id}`);
      await this.letters.resolve(runner, [{ id, replayRunId: run.id }], 'replayed');
      return { eventId: stored.id, runId: run.id, afterCommit: handOut };
    });
    afterCommit();
    return { eventId, runId };
  }

  /**
   * Starts new runs for the events of locked letters, within a transaction of the caller's.
   *
   * @param replayId what their runs are marked with
   */
  async replayWithin(runner: SqlRunner, letters: DeadLetterRow[], replayId: string): Promise<ReplayedLetters> {
    const events = await this.stored.findMany(
      runner,
      letters.map(({ eventId }) => eventId),
    );
    const targets = await this.triggers.find(runner, letters.map(toTrigger));
    const tried = letters.map((letter) => {
      const event = events.get(letter.eventId);
      const target = targets.find((one) => isOf(one, letter));
      if (!event) return { letter, refusal: eventIsGone() };
      if (!target) return { letter, refusal: notPublished(letter) };
      return { letter, prepared: prepareAgain(event, this.table, { hearers: [], direct: [target] }) };
    });
    const prepared = tried.flatMap((one) => (one.prepared ? [one.prepared] : []));
    const afterCommit = await this.events.repeatWithin(runner, prepared, replayId);
    const outcomes = tried.map(({ letter, refusal, prepared: item }) => {
      const runId = item?.runs[0]?.id;
      return { letter, ...(refusal && { refusal }), ...(runId !== undefined && { runId }) };
    });
    const resolutions = outcomes.flatMap(({ letter: { id }, runId }) => (runId ? [{ id, replayRunId: runId }] : []));
    await this.letters.resolve(runner, resolutions, 'replayed');
    return { outcomes, afterCommit };
  }

  private async targetOf(runner: SqlRunner, letter: DeadLetterRow): Promise<DirectTarget | undefined> {
    return (await this.triggers.find(runner, [toTrigger(letter)]))[0];
  }
}

/** The same event with other data; it says which one it follows. */
function toMended({ id, type, source, subject, rootId, attributes }: StoredEventRow, data: unknown): NewEvent {
  const inherited = inheritAttributes({ eventId: id, rootEventId: rootId, attributes });
  return { type, source, subject: subject ?? undefined, data, attributes: inherited };
}

function toTrigger({ workflowId, trigger }: DeadLetterRow) {
  return { workflowId, nodeId: trigger };
}

function isOf({ workflowId, nodeId }: DirectTarget, letter: DeadLetterRow): boolean {
  return workflowId === letter.workflowId && nodeId === letter.trigger;
}

function eventIsGone(): AppError {
  return new AppError('NOT_FOUND', 'The event of this dead letter is no longer kept.');
}

function notPublished({ workflowName, trigger }: DeadLetterRow): AppError {
  return new AppError('NOT_PUBLISHED', `“${workflowName}” is not published, or has no trigger "${trigger}" any more.`, {
    hint: 'Publish the workflow, or discard the dead letter.',
  });
}
