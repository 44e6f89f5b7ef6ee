import { Injectable } from '@nestjs/common';
import { checkParams } from '../../connectors/check-params.js';
import { schedule as scheduleNode } from '../../connectors/schedule.node.js';
import { nextFires, type Timing } from '../../connectors/schedule-times.js';
import type { Page, PreviewSchedule, Schedule as ScheduleView, SchedulePreview } from '../../contract/index.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeTiming } from './describe-timing.js';
import { timingOf } from './due-times.js';
import type { Schedule } from './schedule.entity.js';
import { SchedulesRepository, type NamedSchedule } from './schedules.repository.js';

const SHOWN_FIRES = 5;

/** The schedules of published workflows as they are shown, paused and resumed. */
@Injectable()
export class Schedules {
  constructor(private readonly repository: SchedulesRepository) {}

  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<ScheduleView>> {
    const rows = await this.repository.list(limit + 1, cursor);
    const items = rows.slice(0, limit).map(toView);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<ScheduleView> {
    return toView(await this.repository.get(id));
  }

  /** @throws AppError `NOT_FOUND` */
  async setPaused(id: string, paused: boolean): Promise<ScheduleView> {
    await this.repository.setPaused(id, paused);
    return this.get(id);
  }

  /**
   * When a schedule with these parameters would fire, were it published now.
   *
   * @throws AppError with the code of the first problem
   */
  preview(given: PreviewSchedule): SchedulePreview {
    const node = { id: 'schedule', type: scheduleNode.type, params: given as Record<string, never> };
    const [problem] = checkParams(node, 0, new Set());
    if (problem)
      throw new AppError(problem.code, problem.detail, {
        pointer: problem.pointer?.replace('/nodes/0/params', '') ?? '',
      });
    const { cron, everyMs, timezone } = scheduleNode.parameters.parse(given);
    const now = new Date();
    const timing = timingOf({ cron: cron || null, everyMs: everyMs ?? null, timezone, anchor: now });
    return { nextFires: toTexts(nextFires(timing, now, SHOWN_FIRES)), ...inWords(timing) };
  }
}

function toView({ schedule: row, workflowName }: NamedSchedule): ScheduleView {
  const timing = timingOf(row);
  return {
    id: row.id,
    workflowId: row.workflowId,
    workflowName,
    nodeId: row.nodeId,
    ...(row.label !== null && { label: row.label }),
    ...(row.cron !== null && { cron: row.cron }),
    ...(row.everyMs !== null && { everyMs: row.everyMs }),
    ...inWords(timing),
    timezone: row.timezone,
    catchUp: row.catchUp,
    paused: row.paused,
    nextFires: toTexts(comingFires(row, timing)),
    lastFiredAt: row.lastFiredAt?.toISOString() ?? null,
  };
}

function comingFires({ nextDueAt }: Schedule, timing: Timing): Date[] {
  return nextDueAt === null ? [] : [nextDueAt, ...nextFires(timing, nextDueAt, SHOWN_FIRES - 1)];
}

function inWords(timing: Timing): { sentence?: string } {
  const sentence = describeTiming(timing);
  return sentence === undefined ? {} : { sentence };
}

function toTexts(times: Date[]): string[] {
  return times.map((time) => time.toISOString());
}
