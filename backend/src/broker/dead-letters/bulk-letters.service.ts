import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BulkDeadLetters, JobResult } from '../../contract/index.js';
import type { SqlRunner } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import type { Batch, BatchDone, JobHandler } from '../../platform/jobs/job-handler.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.service.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { OrderedRuns } from '../ordering/ordered-runs.service.js';
import { DeadLetters, type LetterFilter } from './dead-letters.service.js';
import type { DeadLetterRow } from './dead-letters.sql.js';
import { ReplayLetters } from './replay-letters.service.js';

/** Letters that were open when the job was asked for, and still are. */
interface BulkRequest {
  filter: LetterFilter;
  /** None that came later. */
  untilId: string;
}

interface Dealt {
  results: JobResult[];
  afterCommit?: () => void;
}

const BATCH_SIZE = 100;

/** Deals with many dead letters at once, as jobs. */
@Injectable()
export class BulkLetters implements OnModuleInit {
  constructor(
    private readonly letters: DeadLetters,
    private readonly replays: ReplayLetters,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
    private readonly ordered: OrderedRuns,
  ) {}

  onModuleInit(): void {
    this.handlers.register(
      this.handler('replay-dead-letters', (runner, letters, jobId) => this.replay(runner, letters, jobId)),
    );
    this.handlers.register(this.handler('discard-dead-letters', (runner, letters) => this.discard(runner, letters)));
  }

  /** @returns the id of the job */
  async submit({ action, filter }: BulkDeadLetters): Promise<string> {
    const request: BulkRequest = { filter, untilId: newId() };
    return action === 'replay'
      ? this.jobs.submit({ kind: 'replay-dead-letters', title: 'Replay of dead letters', request })
      : this.jobs.submit({ kind: 'discard-dead-letters', title: 'Dead letters are discarded', request });
  }

  private handler(
    kind: 'replay-dead-letters' | 'discard-dead-letters',
    deal: (runner: SqlRunner, letters: DeadLetterRow[], jobId: string) => Promise<Dealt>,
  ): JobHandler<BulkRequest, string | null> {
    return {
      kind,
      batchSize: BATCH_SIZE,
      count: ({ filter, untilId }) => this.letters.count(filter, untilId),
      work: async (runner, batch) => this.work(runner, batch, deal),
    };
  }

  private async work(
    runner: SqlRunner,
    { jobId, request: { filter, untilId }, cursor: afterId, limit }: Batch<BulkRequest, string | null>,
    deal: (runner: SqlRunner, letters: DeadLetterRow[], jobId: string) => Promise<Dealt>,
  ): Promise<BatchDone<string | null>> {
    const letters = await this.letters.take(runner, filter, { afterId, untilId, limit });
    const dealt = letters.length > 0 ? await deal(runner, letters, jobId) : { results: [] };
    return {
      cursor: letters.at(-1)?.id ?? afterId,
      isLast: letters.length < limit,
      done: letters.length,
      ...dealt,
    };
  }

  private async replay(runner: SqlRunner, letters: DeadLetterRow[], jobId: string): Promise<Dealt> {
    const { outcomes, afterCommit } = await this.replays.replayWithin(runner, letters, jobId);
    const results = outcomes.map(({ letter, runId, refusal }) => ({
      itemId: letter.id,
      ok: runId !== undefined,
      ...(refusal && { detail: refusal.message }),
      ...(runId !== undefined && { runId }),
    }));
    return { results, afterCommit };
  }

  private async discard(runner: SqlRunner, letters: DeadLetterRow[]): Promise<Dealt> {
    const next = await this.letters.discardWithin(
      runner,
      letters.map(({ id }) => id),
    );
    return {
      results: letters.map(({ id }) => ({ itemId: id, ok: true })),
      afterCommit: () => this.ordered.goOn(next),
    };
  }
}
