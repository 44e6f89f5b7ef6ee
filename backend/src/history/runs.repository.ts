import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { BulkRuns, RunListQuery } from '../contract/index.js';
import { runAhead } from '../broker/ordering/run-ahead.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { isId } from '../platform/ids.js';
import { Run } from './run.entity.js';
import type { ChildRow, RunRow } from './run-views.js';
import type { HeldRow } from './why-held.js';
import { Step } from './step.entity.js';

const FIND_CONTEXT: Statement = {
  name: 'find-run-context',
  text: `
select v.graph, e.data from run r join workflow_version v on v.id = r.version_id join event e on e.id = r.event_id where r.id = $1`,
};

const FIND_CHILDREN: Statement = {
  name: 'find-children',
  text: `
select id as "runId", parent_node_id as "nodeId", coalesce(parent_iteration, '') as iteration from run where parent_run_id = $1 order by id`,
};

const FIND_HELD: Statement = {
  name: 'find-held-run',
  text: `
select r.held, r.order_key as "orderKey", ${runAhead('r')} as ahead, f.due, f.concurrency_limit as "concurrencyLimit", f.throttle_limit as "throttleLimit", f.throttle_period_ms as "throttlePeriodMs",
  w.paused_at is not null and r.lease_epoch = 0 and not r.even_if_paused and r.parent_run_id is null as "isPaused",
  array(
    select h.run_id from flow_run h
    where h.workflow_id = f.workflow_id and h.stage = 'under-way' and h.concurrency_key = f.concurrency_key order by h.run_id limit 5
  ) as "heldBy"
from run r join workflow w on w.id = r.workflow_id left join flow_run f on f.run_id = r.id
where r.id = $1 and r.status = 'queued'`,
};

/** What a search looks at: the name of the workflow, the error, the id. */
const SEARCH = '(workflow.name ilike :pattern or run.error ilike :pattern or run.id::text = :q)';

/** Which runs are meant. */
export type RunFilter = BulkRuns['filter'];

/** Runs that something is to be done with: those that are there when somebody says so. */
export interface RunSelection {
  filter: RunFilter;
  /** None that came later. */
  untilId: string;
  /** Only those that have not ended. */
  isOpen: boolean;
}

/** Runs and steps in the database. */
@Injectable()
export class RunsRepository {
  constructor(
    @InjectRepository(Run) private readonly runs: Repository<Run>,
    @InjectRepository(Step) private readonly steps: Repository<Step>,
    private readonly sql: Sql,
  ) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  list({ limit, cursor, ...filter }: RunListQuery): Promise<RunRow[]> {
    const query = filtered(this.rows(), filter).orderBy('run.id', 'DESC').limit(limit);
    if (cursor && isId(cursor)) query.andWhere('run.id < :cursor', { cursor });
    return this.read(query);
  }

  /** The ids of those that are meant, oldest first; `afterId` is the last one of the portion before. */
  async select(selection: RunSelection, afterId: string | null, limit: number): Promise<string[]> {
    const query = this.selected(selection);
    if (afterId !== null) query.andWhere('run.id > :afterId', { afterId });
    const rows = await query.select('run.id', 'id').orderBy('run.id').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  count(selection: RunSelection): Promise<number> {
    return this.selected(selection).getCount();
  }

  /** Those of the runs that exist. */
  findMany(ids: readonly string[]): Promise<RunRow[]> {
    return this.read(this.rows().where('run.id = any(:ids)', { ids }));
  }

  async find(id: string): Promise<RunRow | undefined> {
    return isId(id) ? (await this.read(this.rows().where('run.id = :id', { id })))[0] : undefined;
  }

  /** The graph that a run runs, and the data of its event, both as JSON. */
  async findContext(id: string): Promise<{ graph: string; data: string } | undefined> {
    return (await this.sql.run<{ graph: string; data: string }>(FIND_CONTEXT, [id]))[0];
  }

  /** The runs that steps of a run have started and wait for. */
  findChildren(runId: string): Promise<ChildRow[]> {
    return this.sql.run<ChildRow & Record<string, unknown>>(FIND_CHILDREN, [runId]);
  }

  /** What may hold a run that is queued. */
  async findHeld(id: string): Promise<HeldRow | undefined> {
    return (await this.sql.run<HeldRow & Record<string, unknown>>(FIND_HELD, [id]))[0];
  }

  findSteps(runId: string): Promise<Step[]> {
    return this.steps.findBy({ runId });
  }

  private selected({ filter, untilId, isOpen }: RunSelection): SelectQueryBuilder<Run> {
    const query = filtered(this.rows(), filter).andWhere('run.id <= :untilId', { untilId });
    return isOpen ? query.andWhere('run.finishedAt is null') : query;
  }

  /** With the names that belong to them: those of deleted workflows too, whose history stays. */
  private rows(): SelectQueryBuilder<Run> {
    return this.runs
      .createQueryBuilder('run')
      .withDeleted()
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

/** The one filter of runs: for lists, and for what is done with all that are listed. */
function filtered(
  query: SelectQueryBuilder<Run>,
  { workflowId, status, eventId, from, to, q, errorGroup, ids }: RunFilter,
): SelectQueryBuilder<Run> {
  // Whatever could not be an id fits nothing.
  if ([workflowId, eventId].some((id) => id !== undefined && !isId(id))) query.andWhere('false');
  if (workflowId && isId(workflowId)) query.andWhere('run.workflowId = :workflowId', { workflowId });
  if (status) query.andWhere('run.status = :status', { status });
  if (eventId && isId(eventId)) query.andWhere('run.eventId = :eventId', { eventId });
  if (from) query.andWhere('run.createdAt >= :from', { from });
  if (to) query.andWhere('run.createdAt < :to', { to });
  if (q) query.andWhere(SEARCH, { q, pattern: `%${q.replace(/[\\%_]/g, '\\$&')}%` });
  if (errorGroup) query.andWhere('run.error_group = :errorGroup', { errorGroup });
  if (ids) query.andWhere('run.id = any(:ids)', { ids: ids.filter(isId) });
  return query;
}
