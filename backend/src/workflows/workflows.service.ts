import { Injectable } from '@nestjs/common';
import { HeldRuns } from '../broker/held-runs.service.js';
import { OrderedRuns } from '../broker/ordering/ordered-runs.service.js';
import { SubscriptionsRepository } from '../broker/subscriptions.repository.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import {
  EMPTY_GRAPH,
  GRAPH_FORMAT,
  type CreateWorkflow,
  type Graph,
  type Page,
  type Problem,
  type UpdateWorkflow,
  type Workflow as WorkflowView,
  type WorkflowExport,
  type WorkflowStatus,
  type WorkflowSummary,
} from '../contract/index.js';
import { Announcer } from '../platform/announcer.service.js';
import { AppError } from '../platform/errors/app-error.js';
import { calledWorkflows, checkCalls } from './check-calls.js';
import { checkOrdering } from './check-ordering.js';
import { checkSettings } from './check-settings.js';
import { lintWorkflow } from './lint/lint-workflow.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { describeCircle, findEventCircles } from './topology/find-event-circles.js';
import { PublishedLinks } from './topology/published-links.service.js';
import { linksOf, type LinkedWorkflow } from './topology/workflow-links.js';
import { validateWorkflow } from './validate-workflow.js';
import { graphOf, settingsOf, statusOf, toSummary, toView } from './workflow-views.js';
import { draftColumns, WorkflowsRepository } from './workflows.repository.js';
import type { Workflow } from './workflow.entity.js';

/** Drafts: making, saving and deleting workflows. */
@Injectable()
export class WorkflowsService {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly subscriptionRows: SubscriptionsRepository,
    private readonly scheduleRows: SchedulesRepository,
    private readonly subscriptions: SubscriptionTable,
    private readonly heldRuns: HeldRuns,
    private readonly orderedRuns: OrderedRuns,
    private readonly links: PublishedLinks,
    private readonly announcer: Announcer,
  ) {}

  async list(query: {
    limit: number;
    cursor?: string | undefined;
    q?: string | undefined;
    status?: WorkflowStatus | undefined;
  }): Promise<Page<WorkflowSummary>> {
    const rows = await this.repository.list({ ...query, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit).map(toSummary);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async get(id: string): Promise<WorkflowView> {
    return this.view(await this.repository.get(id));
  }

  async create({ name, graph = EMPTY_GRAPH, settings = {} }: CreateWorkflow): Promise<WorkflowView> {
    refuseNewerFormat(graph);
    return this.view(await this.repository.create(name, graph, settings));
  }

  /**
   * Saves a draft. Nothing is lost to somebody who saved in between: the revision that the change is based on must still
   * be the newest.
   *
   * @throws AppError `VERSION_CONFLICT`, `NOT_FOUND`, `SCHEMA_TOO_NEW`
   */
  async update(id: string, { baseRevision, name, graph, settings }: UpdateWorkflow): Promise<WorkflowView> {
    if (graph) refuseNewerFormat(graph);
    const saved = await this.repository.locked(id, (manager, row) => {
      if (row.revision !== baseRevision)
        throw new AppError(
          'VERSION_CONFLICT',
          `The workflow is at revision ${row.revision}, your change is based on ${baseRevision}.`,
          {
            hint: 'Load the workflow anew, or keep your version as a copy.',
          },
        );
      const draft = draftColumns(graph ?? graphOf(row), settings ?? settingsOf(row));
      return this.repository.save(manager, {
        ...row,
        ...draft,
        name: name ?? row.name,
        revision: row.revision + 1,
        updatedAt: new Date(),
      });
    });
    this.announceChange(saved);
    return this.view(saved);
  }

  /** Deletes a workflow: it is unpublished at once, what runs ends, what is held is cancelled, its history stays. */
  async delete(id: string): Promise<void> {
    await this.repository.locked(id, async (manager, row) => {
      await this.subscriptionRows.replace(manager, id, []);
      await this.scheduleRows.replace(manager, id, []);
      await this.repository.save(manager, {
        ...row,
        deletedAt: new Date(),
        publishedVersion: null,
        publishedHash: null,
        pausedAt: null,
      });
    });
    await this.subscriptions.refresh();
    await this.heldRuns.settle(id);
    await this.orderedRuns.abandon(id);
  }

  async validate(id: string): Promise<Problem[]> {
    return this.problemsOf(await this.repository.get(id));
  }

  async export(id: string): Promise<WorkflowExport> {
    const row = await this.repository.get(id);
    // Another workflow's id means nothing elsewhere.
    const { onFailure: _, ...settings } = settingsOf(row);
    return { format: GRAPH_FORMAT, name: row.name, graph: graphOf(row), settings };
  }

  async import({ format, name, graph, settings = {} }: WorkflowExport): Promise<WorkflowView> {
    if (format > GRAPH_FORMAT) throw tooNew(format);
    return this.create({ name, graph, settings });
  }

  async problemsOf(row: Workflow): Promise<Problem[]> {
    const settings = settingsOf(row);
    const graph = graphOf(row);
    const named = [settings.onFailure?.workflowId ?? [], calledWorkflows(graph)].flat();
    const known = await this.repository.existing(named);
    const problems = [
      ...validateWorkflow(graph, (route) => this.subscriptions.isRouteTaken(route, row.id)),
      ...checkCalls(graph, known),
      ...checkOrdering(graph, settings),
      ...checkSettings(settings, (id) => known.has(id)),
    ];
    // Of what cannot be told apart yet there is nothing further to say.
    if (problems.some(({ code }) => code === 'GRAPH_TOO_LARGE')) return problems;
    const own = { workflowId: row.id, name: row.name, status: statusOf(row), ...linksOf(graph, row.id) };
    const others = (await this.links.all()).filter(({ workflowId }) => workflowId !== row.id);
    const broken = new Set(problems.flatMap(({ severity, nodeId }) => (severity === 'error' ? (nodeId ?? []) : [])));
    return [
      ...problems,
      ...circleProblems(graph, own, others),
      ...lintWorkflow({ graph, settings, own, others, broken }),
    ];
  }

  async view(row: Workflow): Promise<WorkflowView> {
    return toView(row, await this.problemsOf(row));
  }

  announceChange(row: Workflow): void {
    const { id, revision, publishedVersion } = row;
    this.announcer.announce('workflow.changed', { workflowId: id, revision, publishedVersion, status: statusOf(row) });
  }
}

function circleProblems(graph: Graph, own: LinkedWorkflow, others: readonly LinkedWorkflow[]): Problem[] {
  return findEventCircles(own, others).map((circle) => ({
    ...{ code: 'EVENT_CIRCLE', severity: 'warning', nodeId: circle.nodeId, detail: describeCircle(circle) },
    pointer: `/nodes/${graph.nodes.findIndex((node) => node.id === circle.nodeId)}/params/type`,
  }));
}

function refuseNewerFormat({ format }: Graph): void {
  if (format !== undefined && format > GRAPH_FORMAT) throw tooNew(format);
}

function tooNew(format: number): AppError {
  return new AppError(
    'SCHEMA_TOO_NEW',
    `The workflow has format ${format}, this version reads up to ${GRAPH_FORMAT}.`,
    { hint: 'Update Eventloom first.' },
  );
}
