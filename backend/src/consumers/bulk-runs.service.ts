import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LaneStore } from '../broker/ordering/lane-store.service.js';
import type { BulkRuns as BulkRequest, JobKind, JobResult, RetryRun } from '../contract/index.js';
import { RunHistory } from '../history/run-history.service.js';
import { parseRunQuery } from '../history/parse-run-query.js';
import type { RunSelection } from '../history/runs.repository.js';
import type { SqlRunner, Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids.js';
import type { JobHandler } from '../platform/jobs/job-handler.js';
import { JobHandlers } from '../platform/jobs/job-handlers.service.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { CancelRuns } from './cancel-runs.service.js';
import { RetryRunService } from './retry-run.service.js';

interface Request extends RunSelection {
  /** From where and on which version a retry runs. */
  retry: RetryRun;
}

/** The id of the last run that was looked at. */
type Cursor = string | null;

interface Dealt {
  results: JobResult[];
  afterCommit: () => void;
}

type Deal = (runner: SqlRunner, runIds: string[], request: Request) => Promise<Dealt>;

/** So many retries share a transaction; each is several statements. */
const RETRIES = 25;
const CANCELS = 200;

/** Runs that were run again already, each with the last run that was made so. */
const FIND_LATER_ATTEMPTS: Statement = {
  name: 'find-later-attempts',
  text: `
select distinct on (r.id) r.id, later.id as "laterId"
from run r join run later
  on later.event_id = r.event_id and later.workflow_id = r.workflow_id and later.trigger_node = r.trigger_node
  and later.replay_id is not distinct from r.replay_id and later.attempt > r.attempt
where r.id = any($1::uuid[]) order by r.id, later.attempt desc`,
};

const FIND_ENDED: Statement = {
  name: 'find-ended-runs',
  text: 'select id from run where id = any($1::uuid[]) and finished_at is not null',
};

/** Retries or cancels many runs at once, as jobs. */
@Injectable()
export class BulkRuns implements OnModuleInit {
  constructor(
    private readonly runs: RunHistory,
    private readonly retries: RetryRunService,
    private readonly cancels: CancelRuns,
    private readonly lanes: LaneStore,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.register('retry-runs', RETRIES, (runner, runIds, { retry }) => this.retry(runner, runIds, retry));
    this.register('cancel-runs', CANCELS, (runner, runIds) => this.cancel(runner, runIds));
  }

  /**
   * Starts a job for all runs that match now; none that comes later is among them.
   *
   * @returns its id
   * @throws AppError `REQUEST_INVALID` if the filter's `q` cannot be read
   */
  async submit({ action, filter, from, version }: BulkRequest): Promise<string> {
    parseRunQuery(filter.q);
    const which = filter.ids ? `${filter.ids.length}` : (filter.status?.replaceAll(',', ' or ') ?? 'all');
    const isRetry = action === 'retry';
    const request: Request = {
      filter,
      untilId: newId(),
      // What has ended cannot be cancelled; whoever names runs is told so.
      isOpen: !isRetry && filter.ids === undefined,
      retry: { from, version },
    };
    return this.jobs.submit({
      kind: isRetry ? 'retry-runs' : 'cancel-runs',
      title: `${isRetry ? 'Retry' : 'Cancel'} ${which} runs`,
      request,
    });
  }

  private register(kind: JobKind, batchSize: number, deal: Deal): void {
    const handler: JobHandler<Request, Cursor> = {
      kind,
      batchSize,
      count: (request) => this.runs.count(request),
      work: async (runner, { request, cursor, limit }) => {
        const ids = await this.runs.select(request, cursor, limit);
        const dealt = await deal(runner, ids, request);
        return { cursor: ids.at(-1) ?? cursor, isLast: ids.length < limit, done: ids.length, ...dealt };
      },
    };
    this.handlers.register(handler);
  }

  private async retry(runner: SqlRunner, runIds: string[], retry: RetryRun): Promise<Dealt> {
    const later = await runner.run<{ id: string; laterId: string }>(FIND_LATER_ATTEMPTS, [runIds]);
    const laterOf = new Map(later.map(({ id, laterId }) => [id, laterId]));
    await this.lanes.lockLanesOf(runner, runIds);
    const results: JobResult[] = [];
    const told: (() => void)[] = [];
    for (const itemId of runIds) {
      const laterId = laterOf.get(itemId);
      if (laterId !== undefined) {
        results.push({ itemId, ok: false, detail: `It was retried already, by run ${laterId}.`, runId: laterId });
        continue;
      }
      const retried = await this.retries.retryWithin(runner, itemId, retry).catch(toRefusal);
      if (retried instanceof AppError) results.push({ itemId, ok: false, detail: retried.message });
      else {
        results.push({ itemId, ok: true, runId: retried.runId });
        told.push(retried.afterCommit);
      }
    }
    return { results, afterCommit: () => told.forEach((tell) => tell()) };
  }

  private async cancel(runner: SqlRunner, runIds: string[]): Promise<Dealt> {
    const ended = new Set((await runner.run<{ id: string }>(FIND_ENDED, [runIds])).map(({ id }) => id));
    const open = runIds.filter((id) => !ended.has(id));
    const cancelled = open.length > 0 ? await this.cancels.cancelWithin(runner, open) : undefined;
    const results = runIds.map((itemId) =>
      ended.has(itemId) ? { itemId, ok: false, detail: 'The run has ended already.' } : { itemId, ok: true },
    );
    return { results, afterCommit: () => void cancelled?.() };
  }
}

/** A run that cannot be retried harms no other; whatever else goes wrong undoes the batch. */
function toRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
