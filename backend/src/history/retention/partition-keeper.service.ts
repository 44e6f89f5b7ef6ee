import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CONFIG } from '../../platform/config.module.js';
import type { Config } from '../../platform/config.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { PartitionsRepository } from './partitions.repository.js';
import { daysTogether, spansToMake, type Span } from './span.js';

const ROUND_MS = 3_600_000;

/**
 * Makes the partitions of the days to come: before the program is ready, and from then on every hour. If they cannot be
 * made, because somebody prunes or saves the database, the program goes on: there are some left, and a place for the rest.
 */
@Injectable()
export class PartitionKeeper implements OnModuleInit, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private making: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly partitions: PartitionsRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.tryToMake();
    this.timer = setInterval(() => {
      this.making = this.tryToMake();
    }, ROUND_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.making;
  }

  private async make(): Promise<void> {
    const now = await this.partitions.now();
    const missing = ({ until }: Span) => spansToMake(until, now, daysTogether(this.config.retentionDays));
    const last = (await this.partitions.list()).at(-1);
    if (last && missing(last).length > 0) await this.partitions.make(missing);
  }

  private tryToMake(): Promise<void> {
    return this.make().catch((error: unknown) =>
      this.logger.warn(
        { err: error },
        'the partitions of the days to come could not be made; the next round makes up for it',
      ),
    );
  }
}
