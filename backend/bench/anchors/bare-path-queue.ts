import { createPostgresBackend, Queue, runMigrations, Worker, type Processor } from 'bullmq';
import pg from 'pg';

const QUEUE = 'bare-runs';

/** What is used of BullMQ's object, whose type names its back end. */
interface JobQueue {
  add(name: string, job: WakeUpJob, options: { removeOnComplete: boolean }): Promise<unknown>;
}

interface WakeUpJob {
  runs: string[];
}

/** Wake-ups through BullMQ on PostgreSQL, whose own commits need not be durable. */
export class BarePathQueue {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly queue: JobQueue,
  ) {}

  static async open(databaseUrl: string): Promise<BarePathQueue> {
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 8,
      options: '-c search_path=bullmq -c synchronous_commit=off',
    });
    pool.setMaxListeners(0).on('error', () => undefined);
    const client = await pool.connect();
    await runMigrations(client);
    client.release();
    return new BarePathQueue(pool, new Queue(QUEUE, { connection: pool }, createPostgresBackend));
  }

  async wake(runs: string[]): Promise<void> {
    await this.queue.add('wake', { runs }, { removeOnComplete: true });
  }

  /** Has wake-ups processed, four at a time. */
  work(process: (runs: string[]) => Promise<void>): void {
    const processor: Processor<WakeUpJob> = ({ data }) => process(data.runs);
    new Worker(QUEUE, processor, { connection: this.pool, concurrency: 4 }, createPostgresBackend);
  }
}
