import { Injectable } from '@nestjs/common';
import type { Activity } from '../../contract/index.js';
import { LOOK_AT_WAITING, type Waiting } from '../../broker/look-at-waiting.sql.js';
import { Sql } from '../../platform/database/sql.js';
import { oldestIdAt } from '../../platform/ids.js';
import { COUNT_RUNS, FIND_LAST_RUNS, SUM_UP_RUNS } from './activity.sql.js';
import { HOURS, toActivity, type HourRow, type LastRunRow, type SumRow } from './to-activity.js';

/** So many of the newest runs are looked at: counting them takes some tenths of a second. */
const LOOKED_AT = 100_000;

/** However many people look, the database is asked no more often; milliseconds. */
const FRESH_MS = 10_000;

const NO_RUNS: SumRow = { runs: 0, oldest: null, recent: 0, succeeded: 0, failed: 0, durations: null };

/** How the installation does, as the home page tells it. */
@Injectable()
export class ActivityService {
  private asked: { at: number; activity: Promise<Activity> } | undefined;

  constructor(private readonly sql: Sql) {}

  /** A few seconds old at most. */
  now(): Promise<Activity> {
    const { asked } = this;
    if (asked && performance.now() - asked.at < FRESH_MS) return asked.activity;
    const asking = { at: performance.now(), activity: this.look() };
    this.asked = asking;
    asking.activity.catch(() => {
      if (this.asked === asking) this.asked = undefined;
    });
    return asking.activity;
  }

  private async look(): Promise<Activity> {
    const at = new Date();
    const since = new Date(at.getTime() - HOURS * 3_600_000);
    const newest = [oldestIdAt(since.getTime()), LOOKED_AT];
    const hours = await this.sql.run<HourRow & Record<string, unknown>>(COUNT_RUNS, newest);
    const [sum = NO_RUNS] = await this.sql.run<SumRow & Record<string, unknown>>(SUM_UP_RUNS, newest);
    const lastRuns = await this.sql.run<LastRunRow & Record<string, unknown>>(FIND_LAST_RUNS, []);
    const [waiting] = await this.sql.run<Waiting & Record<string, unknown>>(LOOK_AT_WAITING, []);
    return toActivity({
      at,
      since,
      hours,
      sum,
      lastRuns,
      waiting: waiting ?? { deadLetters: 0, lagMs: 0 },
      isCut: sum.runs === LOOKED_AT,
    });
  }
}
