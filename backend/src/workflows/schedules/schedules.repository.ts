import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids.js';
import { Workflow } from '../workflow.entity.js';
import type { ScheduleSpec } from './bind-schedules.js';
import { firstDue } from './due-times.js';
import { Schedule } from './schedule.entity.js';

/** Notified when a schedule may be due sooner than was known. */
export const SCHEDULES_CHANNEL = 'eventloom_schedules';

/** A schedule with the name of its workflow. */
export interface NamedSchedule {
  schedule: Schedule;
  workflowName: string;
}

/** The schedules of published workflows in the database. All of its times are by the database's clock. */
@Injectable()
export class SchedulesRepository {
  constructor(@InjectRepository(Schedule) private readonly schedules: Repository<Schedule>) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  async list(limit: number, cursor: string | undefined): Promise<NamedSchedule[]> {
    const query = this.named().orderBy('schedule.id', 'DESC').limit(limit);
    if (cursor && isId(cursor)) query.where('schedule.id < :cursor', { cursor });
    return readNamed(query);
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<NamedSchedule> {
    const [found] = isId(id) ? await readNamed(this.named().where('schedule.id = :id', { id })) : [];
    if (!found) throw new AppError('NOT_FOUND', 'There is no such schedule.');
    return found;
  }

  /**
   * Replaces the schedules of a workflow, within the transaction that publishes it; by none, to unpublish it. One whose
   * times are the same goes on as it did, with its phase, and paused if it was.
   */
  async replace(manager: EntityManager, workflowId: string, specs: ScheduleSpec[]): Promise<void> {
    // Whoever fires one of them at this moment is waited for: what is written must not turn the clock back.
    const lock = { mode: 'pessimistic_write' as const };
    const known = await manager.find(Schedule, { where: { workflowId }, lock });
    if (known.length === 0 && specs.length === 0) return;
    const now = await databaseTime(manager);
    const kept = specs.map((spec) => follow(spec, workflowId, findKnown(known, spec), now));
    const gone = known.filter(({ id }) => !kept.some((one) => one.id === id));
    if (gone.length > 0)
      await manager.delete(
        Schedule,
        gone.map(({ id }) => id),
      );
    await manager.save(Schedule, kept);
    await notify(manager);
  }

  /**
   * Pauses a schedule, or has it go on with the next of its times. What falls into the pause is not made up for.
   *
   * @throws AppError `NOT_FOUND`
   */
  async setPaused(id: string, paused: boolean): Promise<void> {
    await this.schedules.manager.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' as const };
      const row = isId(id) ? await manager.findOne(Schedule, { where: { id }, lock }) : null;
      if (!row) throw new AppError('NOT_FOUND', 'There is no such schedule.');
      if (row.paused === paused) return;
      const nextDueAt = paused ? null : firstDue(row, await databaseTime(manager));
      await manager.save(Schedule, { ...row, paused, nextDueAt });
      await notify(manager);
    });
  }

  private named(): SelectQueryBuilder<Schedule> {
    return this.schedules
      .createQueryBuilder('schedule')
      .innerJoin(Workflow, 'workflow', 'workflow.id = schedule.workflowId')
      .addSelect('workflow.name', 'workflow_name');
  }
}

async function readNamed(query: SelectQueryBuilder<Schedule>): Promise<NamedSchedule[]> {
  const { entities, raw } = await query.getRawAndEntities<{ workflow_name: string }>();
  return entities.map((schedule, index) => ({ schedule, workflowName: raw[index]?.workflow_name ?? '' }));
}

function findKnown(known: Schedule[], { nodeId, cron, everyMs, timezone }: ScheduleSpec): KnownSchedule | undefined {
  const row = known.find((one) => one.nodeId === nodeId);
  if (!row) return undefined;
  const isSame = row.cron === cron && row.everyMs === everyMs && row.timezone === timezone;
  return { row, isSame: isSame && (row.paused || row.nextDueAt !== null) };
}

interface KnownSchedule {
  row: Schedule;
  /** Whether its times are those that are asked for. */
  isSame: boolean;
}

function follow(spec: ScheduleSpec, workflowId: string, known: KnownSchedule | undefined, now: Date): Schedule {
  if (known?.isSame) return { ...known.row, ...spec };
  const paused = known?.row.paused ?? false;
  const nextDueAt = paused ? null : firstDue({ ...spec, anchor: now }, now);
  const lastFiredAt = known?.row.lastFiredAt ?? null;
  return { id: known?.row.id ?? newId(), workflowId, ...spec, paused, anchor: now, nextDueAt, lastFiredAt };
}

/** To the millisecond. */
async function databaseTime(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('select clock_timestamp() as now');
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}

async function notify(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_notify('${SCHEDULES_CHANNEL}', '')`);
}
