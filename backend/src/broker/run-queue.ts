import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type JobsOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import pg from 'pg';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import type { DatabaseAddress } from '../platform/database/address.js';
import { hearErrors } from '../platform/database/hear-errors.js';
import { DATABASE_ADDRESS } from '../platform/database/database.tokens.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import type { Lane } from './flow-limits.js';

/** What a job carries: the ids of the runs that it wakes, or where runs wait for their turn. */
export interface WakeUpJob {
  runIds: string[];
  lanes?: Lane[];
}

/** What we use of BullMQ's objects, whose types name their back end. */
interface JobQueue {
  add(name: string, job: WakeUpJob, options: JobsOptions): Promise<unknown>;
  getWaitingCount(): Promise<number>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

type JobWorker = Pick<JobQueue, 'close' | 'on'>;

const QUEUE = 'runs';

/** One connection each for a worker's and the queue's listening for good, and some to work with. */
const POOL_SIZE = 8;

/** Makes the queue and its workers, on PostgreSQL or, with `REDIS_URL`, on Redis. */
@Injectable()
export class RunQueue implements OnModuleInit, OnApplicationShutdown {
  private pool: pg.Pool | undefined;
  private redis: Redis | undefined;
  private readonly workers: JobWorker[] = [];
  private queue: JobQueue | undefined;
  private decide: ((lanes: Lane[]) => Promise<void>) | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE_ADDRESS) private readonly address: DatabaseAddress,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.redisUrl) this.redis = this.connectRedis(this.config.redisUrl);
    else this.pool = await this.openPool();
    this.queue = this.createQueue();
    this.queue.on('error', (error) => this.logger.warn({ err: error }, 'the queue of runs is not reachable'));
  }

  /** Adds a job. */
  async add(job: WakeUpJob): Promise<void> {
    await this.queue?.add('wake', job, { removeOnComplete: true, removeOnFail: true });
  }

  /** How many jobs wait to be taken. */
  async waiting(): Promise<number> {
    return (await this.queue?.getWaitingCount()) ?? 0;
  }

  /** Who decides, in a process that works, which runs of a lane begin. */
  onLanes(decide: (lanes: Lane[]) => Promise<void>): void {
    this.decide = decide;
  }

  /** Has jobs processed in this process until it shuts down. */
  work(process: Processor<WakeUpJob>, concurrency: number): void {
    const options = {
      concurrency,
      maxStalledCount: 1000,
      stalledInterval: 5000,
      // After an error a worker would do nothing for 15 s, however soon the server is back.
      runRetryDelay: 1000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    };
    const worker = this.createWorker(async (job, token, signal) => {
      if (job.data.lanes) await this.decide?.(job.data.lanes);
      else await process(job, token, signal);
    }, options);
    worker.on('error', (error) => this.logger.warn({ err: error }, 'the queue of runs is not reachable'));
    this.workers.push(worker);
  }

  /** Takes no further jobs; those under way may end. */
  async stopWorking(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stopWorking();
    await this.queue?.close();
    await this.pool?.end();
    this.redis?.disconnect();
  }

  private createQueue(): JobQueue {
    const streams = { events: { maxLen: 100 } };
    if (this.redis) return new Queue(QUEUE, { connection: this.redis, streams });
    return new Queue(QUEUE, { connection: this.requirePool(), streams }, createPostgresBackend);
  }

  private createWorker(process: Processor<WakeUpJob>, options: Omit<WorkerOptions, 'connection'>): JobWorker {
    if (this.redis) return new Worker(QUEUE, process, { ...options, connection: this.redis });
    return new Worker(QUEUE, process, { ...options, connection: this.requirePool() }, createPostgresBackend);
  }

  private requirePool(): pg.Pool {
    if (!this.pool) throw new Error('the queue was used before the module had started');
    return this.pool;
  }

  private connectRedis(url: string): Redis {
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    redis.on('error', (error: Error) => this.logger.warn({ err: error }, 'Redis is not reachable'));
    return redis;
  }

  /** Its commits do not wait for the disk: a job is only a wake-up, and the sweep replaces what a crash loses. */
  private async openPool(): Promise<pg.Pool> {
    const { ssl, ...address } = this.address;
    const pool = new pg.Pool({
      ...address,
      ssl: ssl || undefined,
      max: POOL_SIZE,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      onConnect: hearErrors,
      application_name: 'eventloom-queue',
      options: '-c search_path=bullmq -c synchronous_commit=off',
    });
    pool.setMaxListeners(0);
    pool.on('error', (error) => this.logger.warn({ err: error }, 'a database connection of the queue was lost'));
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
    return pool;
  }
}
