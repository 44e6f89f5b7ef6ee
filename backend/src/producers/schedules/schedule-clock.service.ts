import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Notifications } from '../../platform/database/notifications.service.js';
import { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { SCHEDULES_CHANNEL } from '../../workflows/schedules/schedules.repository.js';
import { FireSchedules } from './fire-schedules.service.js';
import { DELETE_OLD_TICKS, LEAVE_SCHEDULES, LOOK_AT_SCHEDULES, WATCH_SCHEDULES } from './fire-schedules.sql.js';
import { nextRest, stoppedUntil, type Look } from './schedule-watch.js';

const CLEAN_MS = 3_600_000;

/**
 * Looks at the schedules whenever one is due, and at least every second; every process that has producers does. A process
 * that dies leaves what it was at to the others: nothing of it was committed.
 */
@Injectable()
export class ScheduleClock implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly id = newId();
  private isStopped = false;
  private before: Look | undefined;
  private cleanAt = 0;
  private turning: Promise<void> | undefined;
  private endRest: () => void = () => undefined;

  constructor(
    private readonly sql: Sql,
    private readonly schedules: FireSchedules,
    private readonly notifications: Notifications,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notifications.on(SCHEDULES_CHANNEL, () => this.endRest());
  }

  onApplicationBootstrap(): void {
    this.turning = this.turn();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.endRest();
    await this.turning;
    await this.sql
      .run(LEAVE_SCHEDULES, [this.id])
      .catch((error: unknown) => this.logger.debug({ err: error }, 'the end of looking at schedules was not noted'));
  }

  private async turn(): Promise<void> {
    while (!this.isStopped) {
      const rest = await this.round().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'schedules could not be looked at; the next round makes up for it');
        return nextRest(null);
      });
      if (!this.isStopped) await this.rest(rest);
    }
  }

  /** @returns how long to rest until the next round; milliseconds */
  private async round(): Promise<number> {
    const look = await this.look();
    if (look.dueIn !== null && look.dueIn <= 0) await this.schedules.fireDue(stoppedUntil(look, this.before));
    this.before = look;
    // Only now: until what was missed is dealt with, a process that starts must see that it was missed.
    await this.sql.run(WATCH_SCHEDULES, [this.id]);
    await this.clean();
    return nextRest(look.dueIn);
  }

  private async look(): Promise<Look> {
    const [look] = await this.sql.run<Look>(LOOK_AT_SCHEDULES, []);
    if (!look) throw new Error('the database did not tell when schedules are due');
    return look;
  }

  private async clean(): Promise<void> {
    if (Date.now() < this.cleanAt) return;
    this.cleanAt = Date.now() + CLEAN_MS;
    await this.sql.run(DELETE_OLD_TICKS, []);
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
