import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { JobKind } from '../../contract/index.js';
import { CONFIG } from '../config.module.js';
import { rolesOf, type Config } from '../config.js';
import { Notifications } from '../database/notifications.service.js';
import { Sql } from '../database/sql.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { BatchGate } from './batch-gate.js';
import { JobHandlers } from './job-handlers.service.js';
import { CLAIM_JOBS, JOBS_CHANNEL } from './jobs.sql.js';
import { JOB_LEASE_MS, RunningJob, type ClaimedJob } from './running-job.js';

/** A process has so many jobs at once: those that keep to a low rate take hours, and little else. */
const ABREAST = 20;

/** Each takes a connection, of which there are few. */
const BATCHES_AT_ONCE = 3;

/** Jobs of a process that died are looked for so often; milliseconds. */
const LOOK_MS = Math.min(2000, JOB_LEASE_MS / 2);

/** Takes the jobs that nobody has and works them off, in every process that works runs off. */
@Injectable()
export class JobRunner implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly gate = new BatchGate(BATCHES_AT_ONCE);
  private readonly running = new Map<RunningJob, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isDue = false;
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sql: Sql,
    private readonly notifications: Notifications,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    if (rolesOf(this.config).worker) this.notifications.on(JOBS_CHANNEL, () => this.hear());
  }

  onApplicationBootstrap(): void {
    if (!rolesOf(this.config).worker) return;
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.looking;
    for (const job of this.running.keys()) job.stop();
    await Promise.all(this.running.values());
  }

  private hear(): void {
    for (const job of this.running.keys()) job.hear();
    this.look();
  }

  private look(): void {
    this.isDue = true;
    this.looking ??= this.claimDue()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'jobs could not be looked for'))
      .finally(() => (this.looking = undefined));
  }

  /** What comes while it is looked for jobs has it look again. */
  private async claimDue(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      await this.claim();
    }
  }

  private async claim(): Promise<void> {
    const room = ABREAST - this.running.size;
    if (room <= 0 || this.isStopping) return;
    const claimed = await this.sql.run<ClaimedJob & { kind: JobKind }>(CLAIM_JOBS, [
      this.handlers.kinds(),
      room,
      JOB_LEASE_MS,
    ]);
    for (const { kind, ...job } of claimed) this.begin(job, kind);
  }

  private begin(claimed: ClaimedJob, kind: JobKind): void {
    const job = new RunningJob(claimed, this.handlers.get(kind), {
      sql: this.sql,
      gate: this.gate,
      logger: this.logger,
    });
    const done = job
      .work()
      .catch((error: unknown) =>
        this.logger.error({ jobId: claimed.id, err: error }, 'a job was left to whoever takes it up next'),
      )
      .finally(() => {
        this.running.delete(job);
        if (!this.isStopping) this.look();
      });
    this.running.set(job, done);
  }
}
