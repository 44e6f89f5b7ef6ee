import { Injectable } from '@nestjs/common';
import { AcceptEvents, type AcceptedWithin } from '../broker/accept-events.service.js';
import { DeadLetters } from '../broker/dead-letters/dead-letters.service.js';
import { RunSignals } from '../broker/run-signals.service.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { ErrorGroups } from '../history/errors/error-groups.service.js';
import { Admission } from './admission/admission.service.js';
import { endsOfChildren } from './ends-of-children.js';
import { FailedRunEvents } from './failed-run-events.service.js';
import type { Finish } from './run-writes.js';

/** A run whose end was written, with the slot that it had under the limits of its workflow. */
export interface EndedRun {
  id: string;
  workflowId: string | null;
  concurrency: string | null;
}

type Write = (runner: SqlRunner) => Promise<EndedRun[]>;

/** What belongs to the end of runs and must not be lost: it is written in the same transaction. */
@Injectable()
export class RunEndings {
  constructor(
    private readonly sql: Sql,
    private readonly events: AcceptEvents,
    private readonly signals: RunSignals,
    private readonly failures: FailedRunEvents,
    private readonly letters: DeadLetters,
    private readonly admission: Admission,
    private readonly groups: ErrorGroups,
  ) {}

  /**
   * Writes the end of runs. Where some of them fail, what tells of it is written with it: dead letters, `eventloom.run.failed`,
   * the runs that this starts, groups of errors. Steps that wait for one of them are told too.
   *
   * @param write writes the ends; those that it does not return had another owner
   */
  async write(write: Write, finishes: readonly Finish[]): Promise<EndedRun[]> {
    const written = await this.writeWithNews(write, finishes);
    this.release(written);
    return written;
  }

  /** The slots of runs that have ended are free: others may begin. */
  release(ended: readonly EndedRun[]): void {
    const freed = ended.flatMap(({ workflowId, concurrency }) =>
      workflowId === null ? [] : [{ workflowId, concurrency: concurrency ?? '' }],
    );
    if (freed.length > 0) void this.admission.consider(freed);
  }

  private async writeWithNews(write: Write, finishes: readonly Finish[]): Promise<EndedRun[]> {
    const failed = finishes.filter(({ status }) => status === 'failed');
    const madeUp = finishes.filter(({ status, makesUp }) => makesUp && status === 'succeeded');
    if (failed.length + madeUp.length === 0 && !finishes.some(({ parent }) => parent)) return write(this.sql);
    const events = failed.length > 0 ? await this.failures.of(failed) : new Map<string, never>();
    let told: AcceptedWithin | undefined;
    let tellParents = (): void => undefined;
    const written = await this.sql.transaction(async (runner) => {
      const ended = await write(runner);
      const ids = new Set(ended.map(({ id }) => id));
      const failedNow = failed.filter(({ id }) => ids.has(id));
      await this.noteLetters(
        runner,
        failedNow,
        madeUp.filter(({ id }) => ids.has(id)),
      );
      const news = ended.flatMap(({ id }) => events.get(id) ?? []);
      tellParents = await this.signals.send(runner, endsOfChildren(finishes.filter(({ id }) => ids.has(id))));
      if (news.length > 0) told = await this.events.acceptWithin(runner, news);
      if (failedNow.length > 0) await this.groups.note(runner, failedNow);
      return ended;
    });
    told?.afterCommit();
    tellParents();
    return written;
  }

  private async noteLetters(runner: SqlRunner, failed: readonly Finish[], madeUp: readonly Finish[]): Promise<void> {
    if (failed.length > 0) await this.letters.keep(runner, failed);
    const succeeded = madeUp.map(({ id }) => id);
    if (succeeded.length > 0) await this.letters.makeUp(runner, succeeded);
  }
}
