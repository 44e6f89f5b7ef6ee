import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { Graph, Page, Run as RunView, RunListQuery, RunSummary } from '../contract/index.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId } from '../platform/ids.js';
import { Run } from './run.entity.js';
import { toSummary, toView, type RunRow } from './run-views.js';
import { Step } from './step.entity.js';

const FIND_CONTEXT: Statement = {
  name: 'find-run-context',
  text: `
select v.graph, e.data from run r join workflow_version v on v.id = r.version_id join event e on e.id = r.event_id where r.id = $1`,
};

/** Runs and steps as they are shown. */
@Injectable()
export class RunsRepository {
  constructor(
    @InjectRepository(Run) private readonly runs: Repository<Run>,
    @InjectRepository(Step) private readonly steps: Repository<Step>,
    private readonly sql: Sql,
  ) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  async list({ limit, cursor, workflowId, status, eventId, from, to, q }: RunListQuery): Promise<Page<RunSummary>> {
    if ([workflowId, eventId].some((id) => id !== undefined && !isId(id))) return { items: [], nextCursor: null };
    const query = this.rows()
      .orderBy('run.id', 'DESC')
      .limit(limit + 1);
    if (cursor && isId(cursor)) query.andWhere('run.id < :cursor', { cursor });
    if (workflowId) query.andWhere('run.workflowId = :workflowId', { workflowId });
    if (status) query.andWhere('run.status = :status', { status });
    if (eventId) query.andWhere('run.eventId = :eventId', { eventId });
    if (from) query.andWhere('run.createdAt >= :from', { from });
    if (to) query.andWhere('run.createdAt < :to', { to });
    if (q)
      query.andWhere(
        `(workflow.name ilike '%' || :q || '%' or run.error ilike '%' || :q || '%' or run.id::text = :q)`,
        { q: q.replace(/[\\%_]/g, '\\$&') },
      );
    const items = (await this.read(query)).map(toSummary);
    const page = items.slice(0, limit);
    return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** Those of the runs that exist, with the first event of the chain that each belongs to. */
  async summaries(runIds: readonly string[]): Promise<{ run: RunSummary; rootEventId: string }[]> {
    const rows = await this.read(this.rows().where('run.id = any(:runIds)', { runIds }));
    return rows.map((row) => ({ run: toSummary(row), rootEventId: row.rootEventId }));
  }

  /** @throws AppError `NOT_FOUND` */
  async detail(id: string): Promise<RunView> {
    const [row] = isId(id) ? await this.read(this.rows().where('run.id = :id', { id })) : [];
    const [context] = row ? await this.sql.run<{ graph: string; data: string }>(FIND_CONTEXT, [id]) : [];
    if (!row || !context) throw new AppError('NOT_FOUND', 'There is no such run.');
    const steps = await this.steps.findBy({ runId: id });
    return toView(row, JSON.parse(context.graph) as Graph, JSON.parse(context.data), steps);
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<Run> {
    const row = isId(id) ? await this.runs.findOneBy({ id }) : null;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such run.');
    return row;
  }

  private rows(): SelectQueryBuilder<Run> {
    return this.runs
      .createQueryBuilder('run')
      .leftJoin('workflow', 'workflow', 'workflow.id = run.workflow_id')
      .leftJoin('workflow_version', 'version', 'version.id = run.version_id')
      .addSelect('workflow.name', 'workflow_name')
      .addSelect('version.number', 'version_number');
  }

  private async read(query: SelectQueryBuilder<Run>): Promise<RunRow[]> {
    const { entities, raw } = await query.getRawAndEntities<{
      workflow_name: string | null;
      version_number: number | null;
    }>();
    return entities.map((run, index) => ({
      ...run,
      workflowName: raw[index]?.workflow_name ?? null,
      versionNumber: raw[index]?.version_number ?? null,
    }));
  }
}
