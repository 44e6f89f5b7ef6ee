import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { ActivityCounts } from './activity-counts.js';
import { TopicActivityRepository, type ActivityRate } from './topic-activity.repository.js';

const FLUSH_MS = 2000;
const CLEAN_MS = 60 * 60_000;

/**
 * How much goes on at which topic, and where it comes from. Events are counted in memory once they are stored, and written
 * every few seconds: a process that is killed loses what it counted since then. It is a figure to look at, no account.
 */
@Injectable()
export class TopicActivity implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly counts = new ActivityCounts();
  private readonly timers: NodeJS.Timeout[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: TopicActivityRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timers.push(setInterval(() => void this.flush(), FLUSH_MS));
    this.timers.push(setInterval(() => void this.clean(), CLEAN_MS));
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.flush();
  }

  /** Notes an event that is stored. */
  note(type: string, source: string): void {
    this.counts.add(type, source);
  }

  /** Events per minute by topic and source, over the last five minutes. */
  async rates(): Promise<ActivityRate[]> {
    await this.flush();
    return this.repository.rates();
  }

  /** Writes what was counted in this process; resolves when it is written. */
  async flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    await this.writing;
  }

  private async write(): Promise<void> {
    const counts = this.counts.take(Date.now());
    if (counts.length === 0) return;
    await this.repository.add(counts).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the activity of topics could not be written; it is tried again');
      for (const { type, source, events } of counts) this.counts.add(type, source, events);
    });
  }

  private async clean(): Promise<void> {
    await this.repository
      .deleteOld()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'old activity of topics could not be deleted'));
  }
}
