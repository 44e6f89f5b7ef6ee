import { Injectable } from '@nestjs/common';
import type {
  Graph,
  Page,
  Run as RunView,
  RunListQuery,
  RunStats,
  RunStatsQuery,
  RunSummary,
  StepData,
  StepDataQuery,
  WaitReason,
} from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { MOST_OF_VALUE, previewRun } from './previews/preview-run.js';
import { readPart } from './previews/read-part.js';
import { RunKeysRepository } from './run-keys.repository.js';
import { toBuckets, toDivision } from './run-stats.js';
import { toSummary, toView, type ChildRow, type RunRow } from './run-views.js';
import { RunsRepository, type RunSelection } from './runs.repository.js';
import type { Step } from './step.entity.js';
import { TriggerLabels } from './trigger-labels.service.js';
import { whyHeld } from './why-held.js';

/** Runs and steps as they are shown. */
@Injectable()
export class RunHistory {
  constructor(
    private readonly runs: RunsRepository,
    private readonly keys: RunKeysRepository,
    private readonly labels: TriggerLabels,
  ) {}

  /** @throws AppError `REQUEST_INVALID` if `q` cannot be read */
  async list(query: RunListQuery): Promise<Page<RunSummary>> {
    const { rows, lookedTo } = await this.runs.list({ ...query, limit: query.limit + 1 });
    const items = await this.toSummaries(rows.slice(0, query.limit));
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : lookedTo };
  }

  /** @throws AppError `REQUEST_INVALID` if `q` cannot be read */
  async stats({ buckets, ...filter }: RunStatsQuery): Promise<RunStats> {
    const division = toDivision(filter.from, filter.to, buckets, Date.now());
    const [from, to] = [new Date(division.from).toISOString(), new Date(division.to).toISOString()];
    const [{ counts, durations, completeSince }, versions] = await Promise.all([
      this.runs.stats({ ...filter, from, to }, division),
      filter.workflowId === undefined ? [] : this.runs.versions(filter.workflowId, division),
    ]);
    return {
      ...{ from, to },
      ...toBuckets(division, counts, durations),
      ...(completeSince && { completeSince: completeSince.toISOString() }),
      versions: versions.map(({ number, at }) => ({ number, at: at.toISOString() })),
    };
  }

  /** The ids of those that are meant, oldest first; `afterId` is the last one of the portion before. */
  select(selection: RunSelection, afterId: string | null, limit: number): Promise<string[]> {
    return this.runs.select(selection, afterId, limit);
  }

  count(selection: RunSelection): Promise<number> {
    return this.runs.count(selection);
  }

  /** Those of the runs that exist, with the first event of the chain that each belongs to. */
  async summaries(runIds: readonly string[]): Promise<{ run: RunSummary; rootEventId: string }[]> {
    const rows = await this.runs.findMany(runIds);
    const summaries = await this.toSummaries(rows);
    return rows.flatMap(({ rootEventId }, index) => {
      const run = summaries[index];
      return run ? [{ run, rootEventId }] : [];
    });
  }

  private async toSummaries(rows: readonly RunRow[]): Promise<RunSummary[]> {
    const [keys, labels] = await Promise.all([
      this.keys.keysOf(rows.map(({ id }) => id)),
      this.labels.of(rows.map(({ versionId }) => versionId)),
    ]);
    return rows.map((row) =>
      toSummary(row, { keys: keys.get(row.id), triggerLabel: labels.get(row.versionId)?.get(row.trigger) }),
    );
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<RunRow> {
    const row = await this.runs.find(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such run.');
    return row;
  }

  /** The steps of a run as they are stored. */
  steps(id: string): Promise<Step[]> {
    return this.runs.findSteps(id);
  }

  /**
   * The run with its steps; long data of theirs in part.
   * @throws AppError `NOT_FOUND`
   */
  async detail(id: string): Promise<RunView> {
    return previewRun(await this.whole(id));
  }

  /**
   * What a step took or gave, in full.
   * @throws AppError `NOT_FOUND`
   */
  async stepData(id: string, nodeId: string, { part, iteration }: StepDataQuery): Promise<unknown> {
    const { steps } = await this.whole(id);
    const step = steps.find((one) => one.nodeId === nodeId && one.iteration === iteration);
    if (!step) throw new AppError('NOT_FOUND', 'The run has no such step; in a loop its `iteration` has to be named.');
    if (step[part] === undefined) throw new AppError('NOT_FOUND', `The step has no ${part}.`);
    return step[part];
  }

  /**
   * A part of what a step took or gave.
   * @throws AppError `NOT_FOUND`
   */
  async stepPart(id: string, nodeId: string, query: StepDataQuery): Promise<StepData> {
    const found = readPart(await this.stepData(id, nodeId, query), query, MOST_OF_VALUE);
    if (!found) throw new AppError('NOT_FOUND', `The ${query.part} of the step has nothing at ${query.pointer}.`);
    return found;
  }

  private async whole(id: string): Promise<RunView> {
    const row = await this.get(id);
    const context = await this.runs.findContext(id);
    if (!context) throw new AppError('NOT_FOUND', 'What this run ran is no longer kept.');
    const graph = JSON.parse(context.graph) as Graph;
    const [steps, children, held, keys] = await Promise.all([
      this.runs.findSteps(id),
      this.childrenOf(id, graph),
      this.heldOf(row),
      this.keys.keysOf([id]),
    ]);
    return toView(row, graph, JSON.parse(context.data), { steps, children, held, keys: keys.get(id) });
  }

  /** Most workflows call no others: then nothing is looked up. */
  private childrenOf(id: string, { nodes }: Graph): Promise<ChildRow[]> {
    return nodes.some(({ type }) => type === 'sub-workflow') ? this.runs.findChildren(id) : Promise.resolve([]);
  }

  private async heldOf({ id, status }: RunRow): Promise<WaitReason | undefined> {
    const held = status === 'queued' ? await this.runs.findHeld(id) : undefined;
    return held && whyHeld(held);
  }
}
