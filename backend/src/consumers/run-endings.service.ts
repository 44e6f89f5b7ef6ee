import { Injectable } from '@nestjs/common';
import { AcceptEvents, type AcceptedWithin } from '../broker/accept-events.service.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { Admission } from './admission/admission.service.js';
import { FailedRunEvents, type FailedRun } from './failed-run-events.service.js';

/** A run whose end was written, with the slot that it had under the limits of its workflow. */
export interface EndedRun {
  id: string;
  workflowId: string | null;
  concurrency: string | null;
}

/** What belongs to the end of runs and must not be lost: it is written in the same transaction. */
@Injectable()
export class RunEndings {
  constructor(
    private readonly sql: Sql,
    private readonly events: AcceptEvents,
    private readonly failures: FailedRunEvents,
    private readonly admission: Admission,
  ) {}

  /**
   * Writes the end of runs. Where some of them fail, what tells of it is written with it: `eventloom.run.failed`, and the
   * runs that this starts.
   *
   * @param write writes the ends; those that it does not return had another owner
   * @param failed those that end as failed
   */
  async write(write: (runner: SqlRunner) => Promise<EndedRun[]>, failed: readonly FailedRun[]): Promise<EndedRun[]> {
    const written = await this.writeWithNews(write, failed);
    const freed = written.flatMap(({ workflowId, concurrency }) =>
      workflowId === null ? [] : [{ workflowId, concurrency: concurrency ?? '' }],
    );
    if (freed.length > 0) void this.admission.consider(freed);
    return written;
  }

  private async writeWithNews(
    write: (runner: SqlRunner) => Promise<EndedRun[]>,
    failed: readonly FailedRun[],
  ): Promise<EndedRun[]> {
    const events = failed.length > 0 ? await this.failures.of(failed) : undefined;
    if (!events || events.size === 0) return write(this.sql);
    let told: AcceptedWithin | undefined;
    const written = await this.sql.transaction(async (runner) => {
      const ended = await write(runner);
      const news = ended.flatMap(({ id }) => events.get(id) ?? []);
      if (news.length > 0) told = await this.events.acceptWithin(runner, news);
      return ended;
    });
    told?.afterCommit();
    return written;
  }
}
