import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository, type EntityManager } from 'typeorm';
import type { Graph, WorkflowSettings, WorkflowStatus } from '../contract/index.js';
import type { SqlRunner } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId, newId } from '../platform/ids.js';
import { findTrigger } from '../connectors/catalog.js';
import { hashWorkflow } from './graph-hash.js';
import { WorkflowVersion } from './workflow-version.entity.js';
import { Workflow } from './workflow.entity.js';

/** What a workflow in a state looks like. */
const STATUS: Record<WorkflowStatus, string> = {
  draft: 'workflow.publishedVersion is null',
  published: 'workflow.publishedVersion is not null and workflow.pausedAt is null',
  paused: 'workflow.publishedVersion is not null and workflow.pausedAt is not null',
};

/** A workflow that events start, and by which version. */
export interface PublishedWorkflow extends Pick<Workflow, 'name' | 'publishedVersion' | 'pausedAt'> {
  workflowId: string;
  versionId: string;
}

/** Workflows and their versions in the database. */
@Injectable()
export class WorkflowsRepository {
  constructor(
    @InjectRepository(Workflow) private readonly workflows: Repository<Workflow>,
    @InjectRepository(WorkflowVersion) private readonly versions: Repository<WorkflowVersion>,
  ) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  async list({
    limit,
    cursor,
    q,
    status,
  }: {
    limit: number;
    cursor?: string | undefined;
    q?: string | undefined;
    status?: WorkflowStatus | undefined;
  }): Promise<Workflow[]> {
    const query = this.workflows.createQueryBuilder('workflow').orderBy('workflow.id', 'DESC').take(limit);
    if (cursor && isId(cursor)) query.andWhere('workflow.id < :cursor', { cursor });
    if (q) query.andWhere(`workflow.name ilike '%' || :q || '%'`, { q: q.replace(/[\\%_]/g, '\\$&') });
    if (status) query.andWhere(STATUS[status]);
    return query.getMany();
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string, manager: EntityManager = this.workflows.manager, lock = false): Promise<Workflow> {
    const row = isId(id)
      ? await manager.findOne(Workflow, {
          where: { id },
          ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
        })
      : null;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such workflow.');
    return row;
  }

  async create(name: string, graph: Graph, settings: WorkflowSettings): Promise<Workflow> {
    const now = new Date();
    return this.workflows.save({
      id: newId(),
      name,
      ...draftColumns(graph, settings),
      revision: 1,
      publishedVersion: null,
      publishedHash: null,
      pausedAt: null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
  }

  async save(manager: EntityManager, row: Workflow): Promise<Workflow> {
    return manager.save(Workflow, row);
  }

  /** Runs work in one transaction with the workflow's row locked. */
  locked<Result>(id: string, work: (manager: EntityManager, row: Workflow) => Promise<Result>): Promise<Result> {
    return this.workflows.manager.transaction(async (manager) => work(manager, await this.get(id, manager, true)));
  }

  /** Has hand-written statements run in the transaction of a manager. */
  runnerOf(manager: EntityManager): SqlRunner {
    return { run: (statement, values) => manager.query(statement.text, values) };
  }

  listVersions(workflowId: string): Promise<WorkflowVersion[]> {
    return this.versions
      .createQueryBuilder('version')
      .where('version.workflowId = :workflowId and version.number is not null', { workflowId })
      .orderBy('version.number', 'DESC')
      .getMany();
  }

  /** @throws AppError `NOT_FOUND` */
  async getVersion(workflowId: string, number: number): Promise<WorkflowVersion> {
    const row = isId(workflowId) ? await this.versions.findOneBy({ workflowId, number }) : null;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such version.');
    return row;
  }

  async noteVersion(id: string, note: string): Promise<void> {
    await this.versions.update({ id }, { note });
  }

  /** The version of a workflow that events start; null if it is not published. */
  findPublished(workflowId: string): Promise<WorkflowVersion | null> {
    if (!isId(workflowId)) return Promise.resolve(null);
    return this.versions
      .createQueryBuilder('version')
      .innerJoin(
        Workflow,
        'workflow',
        'workflow.id = version.workflowId and workflow.publishedVersion = version.number',
      )
      .where('version.workflowId = :workflowId and workflow.deletedAt is null', { workflowId })
      .getOne();
  }

  /** The published workflows, each with its current version; the oldest first. */
  listPublished(): Promise<PublishedWorkflow[]> {
    return this.workflows.query<PublishedWorkflow[]>(`
      select w.id as "workflowId", w.name, w.published_version as "publishedVersion", w.paused_at as "pausedAt", v.id as "versionId"
      from workflow w join workflow_version v on v.workflow_id = w.id and v.number = w.published_version
      where w.deleted_at is null order by w.id`);
  }

  /** The newest workflows that are not published, without their graphs. */
  listDrafts(limit: number): Promise<Pick<Workflow, 'id' | 'name' | 'graphHash'>[]> {
    const where = { publishedVersion: IsNull() };
    return this.workflows.find({
      select: { id: true, name: true, graphHash: true },
      where,
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** The drafts of workflows. */
  graphsOf(ids: readonly string[]): Promise<Pick<Workflow, 'id' | 'graph'>[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.workflows.find({ select: { id: true, graph: true }, where: { id: In(ids) } });
  }

  /** Those of the ids that workflows have. */
  async existing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const possible = ids.filter(isId);
    if (possible.length === 0) return new Set();
    const found = await this.workflows.find({ select: { id: true }, where: { id: In(possible) } });
    return new Set(found.map(({ id }) => id));
  }

  findVersionById(id: string): Promise<WorkflowVersion | null> {
    return this.versions.findOneBy({ id });
  }

  findVersionsById(ids: readonly string[]): Promise<WorkflowVersion[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.versions.findBy({ id: In(ids) });
  }

  /** Writes a state of a workflow as its next version. */
  async addVersion(
    manager: EntityManager,
    row: Workflow,
    published: Pick<WorkflowVersion, 'publishedBy' | 'note'>,
  ): Promise<WorkflowVersion> {
    const last = await manager.findOne(WorkflowVersion, {
      where: { workflowId: row.id, number: Not(IsNull()) },
      order: { number: 'DESC' },
    });
    return manager.save(WorkflowVersion, { ...versionColumns(row), ...published, number: (last?.number ?? 0) + 1 });
  }

  /** The version that stands for the draft as it is now; the same draft gives the same one. */
  async snapshotDraft(row: Workflow): Promise<string> {
    await this.versions.manager
      .createQueryBuilder()
      .insert()
      .into(WorkflowVersion)
      .values({ ...versionColumns(row), number: null, publishedBy: null, note: '' })
      .orIgnore()
      .execute();
    const [found] = await this.versions.manager.query<{ id: string }[]>(
      'select id from workflow_version where workflow_id = $1 and graph_hash = $2 and number is null',
      [row.id, row.graphHash],
    );
    if (!found) throw new Error(`the draft of workflow ${row.id} could not be kept`);
    return found.id;
  }
}

/** The columns that follow from a draft. */
export function draftColumns(
  graph: Graph,
  settings: WorkflowSettings,
): Pick<Workflow, 'graph' | 'settings' | 'graphHash' | 'triggerTypes'> {
  const triggerTypes = graph.nodes.map(({ type }) => type).filter((type) => findTrigger(type));
  return {
    graph: JSON.stringify(graph),
    settings: JSON.stringify(settings),
    graphHash: hashWorkflow(graph, settings),
    triggerTypes: [...new Set(triggerTypes)].join(','),
  };
}

function versionColumns({ id, name, graph, graphHash, settings }: Workflow) {
  return { id: newId(), workflowId: id, name, graph, graphHash, settings, createdAt: new Date() };
}
