import type { JobKind, JobResult } from '../../contract/index.js';
import type { SqlRunner } from '../database/sql.js';

/** The part of a job that is to be done next. */
export interface Batch<Request, Cursor> {
  jobId: string;
  request: Request;
  /** How far the job is; null before its first batch. */
  cursor: Cursor | null;
  /** So many things at most. */
  limit: number;
}

/** What was done of it. It is written in the transaction of the batch: a process that dies before did nothing. */
export interface BatchDone<Cursor> {
  cursor: Cursor;
  /** Nothing is left to do. */
  isLast: boolean;
  /** How many things were worked on. */
  done: number;
  /** How many of them count for the rate of the job; all, if absent. */
  counted?: number;
  /** What is worth telling of single ones; those that are not `ok` have failed. */
  results: JobResult[];
  /** There is nothing to do for so long; milliseconds. */
  waitMs?: number;
  /** Tells others of what was done. */
  afterCommit?: () => void;
}

/** Does one kind of job. What it is asked for, and its cursor, are stored as JSON. */
export interface JobHandler<Request, Cursor> {
  kind: JobKind;
  /** So many things share a transaction at most. */
  batchSize: number;
  /** How many things a second it may work on; as many as it can, if absent. */
  rate?(request: Request): number | undefined;
  /** How many things there are to work on. */
  count(request: Request): Promise<number>;
  /**
   * Does the next part. Called again from the same cursor if anything goes wrong.
   *
   * @param runner the transaction that all of it is written in, and the cursor with it
   * @throws AppError if the job makes no sense any more: it fails, and tells why
   */
  work(runner: SqlRunner, batch: Batch<Request, Cursor>): Promise<BatchDone<Cursor>>;
}
