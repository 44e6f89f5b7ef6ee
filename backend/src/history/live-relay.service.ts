import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Announcements } from '../platform/announcements.js';
import { Announcer } from '../platform/announcer.service.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { Sql } from '../platform/database/sql.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';

const CHANNEL = 'eventloom_live';
const TICK_MS = 100;

/** PostgreSQL takes 8,000 bytes in a notification: so many runs or steps fit. */
const PER_NOTIFICATION = 20;

/** Past so many notifications in a tick the rest is dropped: the live view is a courtesy, the database tells the truth. */
const PER_TICK = 20;

const NOTIFY = { name: 'notify-live', text: `select pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload` };

type Relayed = Pick<Announcements, 'runs.changed' | 'runs.ended' | 'runs.answered'>;

/** Where work and pages are in different processes, carries what the workers announce to those that serve pages. */
@Injectable()
export class LiveRelay implements OnModuleInit, BeforeApplicationShutdown {
  private changed: string[] = [];
  private answered: string[] = [];
  private ended: Announcements['runs.ended']['runs'] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly announcer: Announcer,
    private readonly notifications: Notifications,
    private readonly sql: Sql,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    if (this.config.role === 'api') this.notifications.on(CHANNEL, (payload) => this.hear(payload));
    if (this.config.role !== 'worker') return;
    this.announcer.listen('runs.changed', ({ runIds }) => this.changed.push(...runIds));
    this.announcer.listen('runs.answered', ({ runIds }) => this.answered.push(...runIds));
    this.announcer.listen('runs.ended', ({ runs }) => this.ended.push(...runs));
    this.timer = setInterval(() => void this.send(), TICK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.send();
  }

  private hear(payload: string | null): void {
    if (payload === null) return;
    const relayed = JSON.parse(payload) as Partial<Relayed>;
    if (relayed['runs.changed']) this.announcer.announce('runs.changed', relayed['runs.changed']);
    if (relayed['runs.answered']) this.announcer.announce('runs.answered', relayed['runs.answered']);
    if (relayed['runs.ended']) this.announcer.announce('runs.ended', relayed['runs.ended']);
  }

  private async send(): Promise<void> {
    const payloads = [
      ...chunks(this.changed.splice(0)).map((runIds) => JSON.stringify({ 'runs.changed': { runIds } })),
      ...chunks(this.answered.splice(0)).map((runIds) => JSON.stringify({ 'runs.answered': { runIds } })),
      ...chunks(this.ended.splice(0)).map((runs) => JSON.stringify({ 'runs.ended': { runs } })),
    ];
    if (payloads.length === 0) return;
    await this.sql
      .run(NOTIFY, [payloads.slice(-PER_TICK)])
      .catch((error: unknown) => this.logger.debug({ err: error }, 'the live view was not told'));
  }
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const found: Item[][] = [];
  for (let i = 0; i < items.length; i += PER_NOTIFICATION) found.push(items.slice(i, i + PER_NOTIFICATION));
  return found;
}
