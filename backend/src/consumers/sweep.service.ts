import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { EventWaits } from '../broker/event-waits.service.js';
import { HeldRuns } from '../broker/held-runs.service.js';
import { OrderedRuns } from '../broker/ordering/ordered-runs.service.js';
import { RunQueue } from '../broker/run-queue.js';
import { WakeUps } from '../broker/wake-ups.service.js';
import { ErrorGroups } from '../history/errors/error-groups.service.js';
import { CONFIG } from '../platform/config.module.js';
import { rolesOf, type Config } from '../platform/config.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { PATIENCE_MS } from '../platform/faults/patience.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { KeyValues } from './key-values.service.js';
import { RunStore } from './run-store.service.js';

const SWEEP_MS = Math.min(2000, PATIENCE_MS / 2);
const CLEAN_MS = 10 * 60_000;

/** Runs that one sweep queues again at most. */
const LIMIT = 1000;

/** A queue with more jobs than this is alive: its runs only wait for their turn. */
const SHORT_QUEUE = 20;

/** Rebuilds the queue from the database, which is the truth: whatever was lost or is due is queued again. */
@Injectable()
export class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private sweeping: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly store: RunStore,
    private readonly queue: RunQueue,
    private readonly wakeUps: WakeUps,
    private readonly keyValues: KeyValues,
    private readonly waits: EventWaits,
    private readonly held: HeldRuns,
    private readonly ordered: OrderedRuns,
    private readonly groups: ErrorGroups,
  ) {}

  onApplicationBootstrap(): void {
    if (!rolesOf(this.config).worker) return;
    this.timers.push(setInterval(() => this.start(), SWEEP_MS));
    this.timers.push(setInterval(() => void this.clean(), CLEAN_MS));
    this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.sweeping;
  }

  private start(): void {
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the sweep failed; the next one makes up for it'))
      .finally(() => (this.sweeping = undefined));
  }

  private async sweep(): Promise<void> {
    await this.held.settleForgotten();
    await this.ordered.settleForgotten();
    const isQueueShort = await this.queue.waiting().then(
      (jobs) => jobs <= SHORT_QUEUE,
      () => false,
    );
    crashPoint('sweep.before-commit');
    const runIds = await this.store.sweep(LIMIT, isQueueShort);
    if (runIds.length === 0) return;
    crashPoint('sweep.after-commit');
    this.logger.debug({ runs: runIds.length }, 'runs were queued again');
    this.wakeUps.wake(runIds);
  }

  private async clean(): Promise<void> {
    await Promise.all([
      this.store.deleteExpiredKeys(),
      this.store.deleteStaleSignals(),
      this.keyValues.deleteOld(),
      this.waits.deleteOfEndedRuns(),
      this.ordered.deleteIdle(),
      this.groups.deleteOld(),
    ]).catch((error: unknown) => this.logger.warn({ err: error }, 'what has expired could not be deleted'));
  }
}
