import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { RunListQuery } from '../contract/index.js';
import { runAhead } from '../broker/ordering/run-ahead.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { isId, timeOfId } from '../platform/ids.js';
import { readFilter, type FilterParts, type RunFilter } from './run-filter.js';
import { RunKeysRepository } from './run-keys.repository.js';
import { Run } from './run.entity.js';
import { countBuckets } from './run-stats.sql.js';
import type { BucketRow, Division, DurationRow } from './run-stats.js';
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

const FIND_VERSIONS: Statement = {
  name: 'find-versions-of-time',
  text: `
select number, created_at as at from workflow_version
where workflow_id = $1 and number is not null and created_at >= $2 and created_at < $3 order by number`,
};

/** What no index tells is looked for among so many runs for a page. */
const LOOKED_AT = 10_000;

/** So many runs are looked at for a chart. */
const MOST_COUNTED = 50_000;

interface StatsRow {
  counts: BucketRow[] | null;
  durations: DurationRow[] | null;
}

/** What a chart of runs is drawn from; `completeSince` is null unless there were too many. */
export interface Stats {
  counts: BucketRow[];
  durations: DurationRow[];
  completeSince: Date | null;
}

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
    private readonly keys: RunKeysRepository,
    private readonly sql: Sql,
  ) {}

  /**
   * Newest first; `cursor` is the id that the page before ended at. What no index tells is looked for among so many runs at
   * a time, so that a page takes no longer than that: `lookedTo` is where the next one goes on then.
   */
  async list({ limit, cursor, ...filter }: RunListQuery): Promise<{ rows: RunRow[]; lookedTo: string | null }> {
    const parts = await this.partsOf(filter);
    const begin = (query: SelectQueryBuilder<Run>): SelectQueryBuilder<Run> => {
      parts.narrow(query);
      if (cursor && isId(cursor)) query.andWhere('run.id < :cursor', { cursor });
      return query;
    };
    const page = begin(this.rows()).orderBy('run.id', 'DESC').limit(limit);
    const lookedTo = parts.sift ? await this.lastOf(begin(this.runs.createQueryBuilder('run')), LOOKED_AT) : null;
    if (lookedTo !== null) page.andWhere('run.id >= :lookedTo', { lookedTo });
    parts.sift?.(page);
    return { rows: await this.read(page), lookedTo };
  }

  /** How many runs began in each part of a time, and how long they took; of very many, only the newest are looked at. */
  async stats(filter: RunFilter, { from, to, buckets }: Division): Promise<Stats> {
    const parts = await this.partsOf(filter);
    const newest = this.runs.createQueryBuilder('run');
    parts.narrow(newest);
    const lookedTo = await this.lastOf(newest, MOST_COUNTED);
    const counted = this.rows().select('run.created_at', 'created_at').addSelect('run.started_at', 'started_at');
    counted.addSelect('run.finished_at', 'finished_at').addSelect('run.status', 'status');
    parts.narrow(counted);
    if (lookedTo !== null) counted.andWhere('run.id > :lookedTo', { lookedTo });
    parts.sift?.(counted);
    const [text, values]: [string, unknown[]] = counted.getQueryAndParameters();
    const [row] = await this.runs.query<StatsRow[]>(countBuckets(text, values.length + 1), [
      ...values,
      ...[from, to, buckets],
    ]);
    return {
      counts: row?.counts ?? [],
      durations: row?.durations ?? [],
      completeSince: lookedTo === null ? null : new Date(timeOfId(lookedTo)),
    };
  }

  /** The versions of a workflow that were published in a time. */
  versions(workflowId: string, { from, to }: Division): Promise<{ number: number; at: Date }[]> {
    return isId(workflowId)
      ? this.sql.run(FIND_VERSIONS, [workflowId, new Date(from), new Date(to)])
      : Promise.resolve([]);
  }

  /** The ids of those that are meant, oldest first; `afterId` is the last one of the portion before. */
  async select(selection: RunSelection, afterId: string | null, limit: number): Promise<string[]> {
    const query = await this.selected(selection);
    if (afterId !== null) query.andWhere('run.id > :afterId', { afterId });
    const rows = await query.select('run.id', 'id').orderBy('run.id').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  async count(selection: RunSelection): Promise<number> {
    return (await this.selected(selection)).getCount();
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

  private async selected({ filter, untilId, isOpen }: RunSelection): Promise<SelectQueryBuilder<Run>> {
    const query = this.rows();
    const { narrow, sift } = await this.partsOf(filter);
    narrow(query);
    sift?.(query);
    query.andWhere('run.id <= :untilId', { untilId });
    return isOpen ? query.andWhere('run.finishedAt is null') : query;
  }

  private async partsOf(filter: RunFilter): Promise<FilterParts> {
    return readFilter(filter, filter.tag === undefined ? undefined : await this.keys.workflowsTagged(filter.tag));
  }

  /** The run that comes after so many of the newest; null if there are no more. */
  private async lastOf(query: SelectQueryBuilder<Run>, count: number): Promise<string | null> {
    query.select('run.id', 'id').orderBy('run.id', 'DESC').offset(count).limit(1);
    const row = await query.getRawOne<{ id: string }>();
    return row?.id ?? null;
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
