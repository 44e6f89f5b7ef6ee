import { Injectable } from '@nestjs/common';
import type { Job, JobKind, JobResult, Page } from '../../contract/index.js';
import { Sql, type SqlRunner } from '../database/sql.js';
import { AppError } from '../errors/app-error.js';
import { isId, newId } from '../ids.js';
import { CANCEL_JOB, FIND_JOB, INSERT_JOB, LIST_JOBS, LIST_RESULTS, NOTIFY_JOBS, type JobRow } from './jobs.sql.js';

export interface NewJob<Request> {
  kind: JobKind;
  /** What it does, said to a person. */
  title: string;
  request: Request;
}

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

interface ResultRow {
  itemId: string;
  ok: boolean;
  detail: string | null;
  runId: string | null;
}

/** Jobs: how they come to be, how they are watched and cancelled. */
@Injectable()
export class Jobs {
  constructor(private readonly sql: Sql) {}

  /** @returns its id */
  submit<Request>(job: NewJob<Request>): Promise<string> {
    return this.sql.transaction((runner) => this.submitWithin(runner, job));
  }

  /** The same within a transaction of the caller's: there is a job if, and only if, it commits. */
  async submitWithin<Request>(runner: SqlRunner, { kind, title, request }: NewJob<Request>): Promise<string> {
    const id = newId();
    await runner.run(INSERT_JOB, [id, kind, title, JSON.stringify(request)]);
    await runner.run(NOTIFY_JOBS, [id]);
    return id;
  }

  async list({ limit, cursor }: PageQuery): Promise<Page<Job>> {
    const after = cursor !== undefined && isId(cursor) ? cursor : null;
    const rows = await this.sql.run<JobRow>(LIST_JOBS, [after, limit + 1]);
    const items = rows.slice(0, limit).map(toView);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<Job> {
    const [row] = isId(id) ? await this.sql.run<JobRow>(FIND_JOB, [id]) : [];
    if (!row) throw new AppError('NOT_FOUND', 'There is no such job.');
    return toView(row);
  }

  /** The newest things first. @throws AppError `NOT_FOUND` */
  async results(id: string, { limit, cursor }: PageQuery): Promise<Page<JobResult>> {
    await this.get(id);
    const rows = await this.sql.run<ResultRow>(LIST_RESULTS, [id, cursor ?? null, limit + 1]);
    const items = rows.slice(0, limit).map(toResult);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.itemId ?? null) : null };
  }

  /**
   * Ends a job before its time: what it has done stays done, the rest is not.
   *
   * @throws AppError `NOT_FOUND`, `JOB_ENDED`
   */
  async cancel(id: string): Promise<Job> {
    await this.get(id);
    const row = await this.sql.transaction(async (runner) => {
      const [cancelled] = await runner.run<JobRow>(CANCEL_JOB, [id]);
      if (cancelled) await runner.run(NOTIFY_JOBS, [id]);
      return cancelled;
    });
    if (!row) throw new AppError('JOB_ENDED');
    return toView(row);
  }
}

function toView({ createdAt, startedAt, finishedAt, error, ...row }: JobRow): Job {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    ...(error !== null && { error }),
  };
}

function toResult({ itemId, ok, detail, runId }: ResultRow): JobResult {
  return { itemId, ok, ...(detail !== null && { detail }), ...(runId !== null && { runId }) };
}
