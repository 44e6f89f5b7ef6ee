import { Inject, Injectable } from '@nestjs/common';
import type { ErrorGroup, ErrorGroupListQuery, Page, RunError } from '../../contract/index.js';
import { CONFIG } from '../../platform/config.module.js';
import type { Config } from '../../platform/config.js';
import { Sql, type SqlRunner } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isId } from '../../platform/ids.js';
import { countGroups } from './count-groups.js';
import {
  COUNT_FAILED,
  DELETE_OLD_GROUPS,
  FIND_FAILED,
  FIND_GROUP,
  LIST_GROUPS,
  RESOLVE_GROUP,
  type FailedRow,
  type GroupRow,
} from './error-groups.sql.js';

/** A run that was written as failed. */
interface Ended {
  id: string;
  /** JSON. */
  error: string | null;
}

/** Failed runs in groups of the same kind. */
@Injectable()
export class ErrorGroups {
  constructor(
    private readonly sql: Sql,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Counts runs in the transaction that ends them. It is the last thing that this does: the groups are locked until then,
   * and what many processes fail at once they count one after the other.
   */
  async note(runner: SqlRunner, ended: readonly Ended[]): Promise<void> {
    const errors = new Map(ended.map(({ id, error }) => [id, error]));
    const rows = await runner.run<FailedRow>(FIND_FAILED, [[...errors.keys()]]);
    if (rows.length === 0) return;
    const groups = countGroups(rows.map((row) => ({ ...row, error: toError(errors.get(row.id)) })));
    await runner.run(COUNT_FAILED, [
      groups.flatMap(({ runIds }) => runIds),
      groups.flatMap(({ fingerprint, runIds }) => runIds.map(() => fingerprint)),
      groups.map(({ fingerprint }) => fingerprint),
      groups.map(({ workflowId }) => workflowId),
      groups.map(({ nodeId }) => nodeId),
      groups.map(({ code }) => code),
      groups.map(({ message }) => message),
      groups.map(({ runIds }) => runIds.at(-1)),
      groups.map(({ runIds }) => runIds.length),
      groups.map(({ versions }) => `{${versions.join()}}`),
    ]);
  }

  async list({ limit, cursor, status, workflowId }: ErrorGroupListQuery): Promise<Page<ErrorGroup>> {
    if (workflowId !== undefined && !isId(workflowId)) return { items: [], nextCursor: null };
    const [, at, fingerprint] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_(\w+)$/.exec(cursor ?? '') ?? [];
    const rows = await this.sql.run<GroupRow>(LIST_GROUPS, [
      status === undefined ? null : status === 'open',
      workflowId ?? null,
      at !== undefined && !Number.isNaN(Date.parse(at)) ? at : null,
      fingerprint ?? null,
      limit + 1,
    ]);
    const items = rows.slice(0, limit).map(toView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? `${last.lastSeenAt}_${last.fingerprint}` : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async get(fingerprint: string): Promise<ErrorGroup> {
    const [row] = await this.sql.run<GroupRow>(FIND_GROUP, [fingerprint]);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such group of errors; it may be older than what is kept.');
    return toView(row);
  }

  /**
   * Marks a group as dealt with, or as open again. One that fails again opens by itself.
   * @throws AppError `NOT_FOUND`
   */
  async setResolved(fingerprint: string, isResolved: boolean): Promise<ErrorGroup> {
    await this.sql.run(RESOLVE_GROUP, [fingerprint, isResolved]);
    return this.get(fingerprint);
  }

  /** Forgets groups of which no run is kept any longer. */
  async deleteOld(): Promise<void> {
    await this.sql.run(DELETE_OLD_GROUPS, [this.config.retentionDays]);
  }
}

function toError(json: string | null | undefined): RunError | null {
  return json == null ? null : (JSON.parse(json) as RunError);
}

function toView({ firstSeenAt, lastSeenAt, resolvedAt, regressedAt, ...row }: GroupRow): ErrorGroup {
  return {
    ...row,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    status: resolvedAt === null ? 'open' : 'resolved',
    resolvedAt: resolvedAt?.toISOString() ?? null,
    regressedAt: regressedAt?.toISOString() ?? null,
  };
}
