import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Announcements } from '../platform/announcements.js';
import { Announcer } from '../platform/announcer.service.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { packPayloads } from './notification-payloads.js';

const CHANNEL = 'eventloom_live';
const TICK_MS = 100;

/** Those who serve pages say so often that somebody watches steps; the workers tell of them for a little longer. */
const WATCHED_CHANNEL = 'eventloom_watched';
const SAY_WATCHED_MS = 2000;
const WATCHED_MS = 3 * SAY_WATCHED_MS;

/** Past so many notifications in a tick the rest is dropped: the live view is a courtesy, the database tells the truth. */
const PER_TICK = 20;

const NOTIFY = { name: 'notify-live', text: `select pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload` };

const SAY_WATCHED = { name: 'say-watched', text: `select pg_notify('${WATCHED_CHANNEL}', '')` };

type Relayed = Pick<Announcements, 'runs.changed' | 'runs.ended' | 'runs.answered' | 'steps.changed'>;

/** Where work and pages are in different processes, carries what the workers announce to those that serve pages. */
@Injectable()
export class LiveRelay implements OnModuleInit, BeforeApplicationShutdown {
  private changed: string[] = [];
  private answered: string[] = [];
  private ended: Announcements['runs.ended']['runs'] = [];
  private steps: Announcements['steps.changed']['steps'] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Ends the listening to steps, which nobody does whom nobody watches. */
  private stopSteps: (() => void) | undefined;
  private watchedUntil = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly announcer: Announcer,
    private readonly notifications: Notifications,
    private readonly sql: Sql,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    if (this.config.role === 'api') {
      this.notifications.on(CHANNEL, (payload) => this.hear(payload));
      this.timer = setInterval(() => this.sayWatched(), SAY_WATCHED_MS);
    }
    if (this.config.role !== 'worker') return;
    this.notifications.on(WATCHED_CHANNEL, () => this.tellSteps());
    this.announcer.listen('runs.changed', ({ runIds }) => this.changed.push(...runIds));
    this.announcer.listen('runs.answered', ({ runIds }) => this.answered.push(...runIds));
    this.announcer.listen('runs.ended', ({ runs }) => this.ended.push(...runs));
    this.timer = setInterval(() => void this.send(), TICK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.send();
  }

  private sayWatched(): void {
    if (this.announcer.isHeard('steps.changed')) void this.notify(SAY_WATCHED, []);
  }

  private tellSteps(): void {
    this.watchedUntil = Date.now() + WATCHED_MS;
    this.stopSteps ??= this.announcer.listen('steps.changed', ({ steps }) => this.steps.push(...steps));
  }

  private hear(payload: string | null): void {
    if (payload === null) return;
    const relayed = JSON.parse(payload) as Partial<Relayed>;
    if (relayed['runs.changed']) this.announcer.announce('runs.changed', relayed['runs.changed']);
    if (relayed['runs.answered']) this.announcer.announce('runs.answered', relayed['runs.answered']);
    if (relayed['steps.changed']) this.announcer.announce('steps.changed', relayed['steps.changed']);
    if (relayed['runs.ended']) this.announcer.announce('runs.ended', relayed['runs.ended']);
  }

  private async send(): Promise<void> {
    if (this.stopSteps && this.watchedUntil < Date.now()) {
      this.stopSteps();
      this.stopSteps = undefined;
    }
    const payloads = [
      ...packPayloads('steps.changed', 'steps', this.steps.splice(0)),
      ...packPayloads('runs.changed', 'runIds', this.changed.splice(0)),
      ...packPayloads('runs.answered', 'runIds', this.answered.splice(0)),
      ...packPayloads('runs.ended', 'runs', this.ended.splice(0)),
    ];
    if (payloads.length > 0) await this.notify(NOTIFY, [payloads.slice(-PER_TICK)]);
  }

  private async notify(statement: Statement, parameters: unknown[]): Promise<void> {
    await this.sql
      .run(statement, parameters)
      .catch((error: unknown) => this.logger.debug({ err: error }, 'the live view was not told'));
  }
}
