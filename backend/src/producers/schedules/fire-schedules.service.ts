import { Inject, Injectable } from '@nestjs/common';
import { AcceptEvents } from '../../broker/accept-events.service.js';
import type { NewEvent } from '../../broker/new-event.js';
import { Sql, type SqlRunner } from '../../platform/database/sql.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { dueTimes, type DueTimes } from '../../workflows/schedules/due-times.js';
import type { Schedule } from '../../workflows/schedules/schedule.entity.js';
import { SCHEDULE_TOPIC } from '../../workflows/schedules/schedule-topic.js';
import { ADVANCE_SCHEDULES, INSERT_TICKS, TAKE_DUE_SCHEDULES } from './fire-schedules.sql.js';

/** So many schedules share a transaction at most. */
const PER_TRANSACTION = 50;

type DueRow = Schedule & { now: Date };

/** A schedule that was taken, and what has come due of it. */
interface Taken extends DueTimes {
  schedule: DueRow;
}

/** Turns the times of schedules into events: tick, event, run and the next time are written in one transaction. */
@Injectable()
export class FireSchedules {
  constructor(
    private readonly sql: Sql,
    private readonly events: AcceptEvents,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Fires everything that is due and that no other process is at.
   *
   * @param missedUntil what was due by then was missed by everybody: each schedule's catch-up is applied to it
   */
  async fireDue(missedUntil: Date | undefined): Promise<void> {
    while ((await this.fireSome(missedUntil)) === PER_TRANSACTION);
  }

  /** @returns how many schedules were taken */
  private async fireSome(missedUntil: Date | undefined): Promise<number> {
    const { count, afterCommit } = await this.sql.transaction(async (runner) => {
      const rows = await runner.run<DueRow>(TAKE_DUE_SCHEDULES, [PER_TRANSACTION]);
      if (rows.length === 0) return { count: 0 };
      const taken = rows.map((schedule) => this.work(schedule, missedUntil));
      const { afterCommit } = await this.events.acceptWithin(runner, await this.insertTicks(runner, taken));
      await runner.run(ADVANCE_SCHEDULES, [
        taken.map(({ schedule }) => schedule.id),
        taken.map(({ next }) => next),
        taken.map(({ fires }) => fires.at(-1) ?? null),
      ]);
      return { count: rows.length, afterCommit };
    });
    afterCommit?.();
    return count;
  }

  /** A schedule that cannot be worked out, though it could when it was published, must not hold the others up. */
  private work(schedule: DueRow, missedUntil: Date | undefined): Taken {
    try {
      return { schedule, ...dueTimes(schedule, schedule.now, missedUntil) };
    } catch (error) {
      const { id: scheduleId, workflowId, nodeId } = schedule;
      this.logger.error(
        { err: error, scheduleId, workflowId, nodeId },
        'a schedule was stopped: it cannot be worked out',
      );
      return { schedule, fires: [], next: null };
    }
  }

  /** @returns the events of the times that nothing was fired for yet, oldest first */
  private async insertTicks(runner: SqlRunner, taken: Taken[]): Promise<NewEvent[]> {
    const wanted = taken.flatMap(({ schedule, fires }) => fires.map((dueAt) => ({ schedule, dueAt })));
    const inserted = await runner.run<{ scheduleId: string; dueAt: Date }>(INSERT_TICKS, [
      wanted.map(({ schedule }) => schedule.id),
      wanted.map(({ dueAt }) => dueAt),
    ]);
    const fresh = new Set(inserted.map(({ scheduleId, dueAt }) => keyOf(scheduleId, dueAt)));
    return wanted
      .filter(({ schedule, dueAt }) => fresh.has(keyOf(schedule.id, dueAt)))
      .sort((left, right) => left.dueAt.getTime() - right.dueAt.getTime())
      .map(({ schedule, dueAt }) => toEvent(schedule, dueAt.toISOString()));
  }
}

function keyOf(scheduleId: string, dueAt: Date): string {
  return `${scheduleId} ${dueAt.getTime()}`;
}

function toEvent({ workflowId, versionId, nodeId }: Schedule, dueAt: string): NewEvent {
  return {
    type: SCHEDULE_TOPIC,
    source: `/workflows/${workflowId}`,
    time: dueAt,
    data: { dueAt },
    direct: { workflowId, versionId, nodeId },
  };
}
