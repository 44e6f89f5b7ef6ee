import { Injectable } from '@nestjs/common';
import type { Graph, Page, Run as RunView, RunListQuery, RunSummary } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { toSummary, toView, type RunRow } from './run-views.js';
import { RunsRepository } from './runs.repository.js';
import { whyHeld } from './why-held.js';

/** Runs and steps as they are shown. */
@Injectable()
export class RunHistory {
  constructor(private readonly runs: RunsRepository) {}

  async list(query: RunListQuery): Promise<Page<RunSummary>> {
    const rows = await this.runs.list({ ...query, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit).map(toSummary);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Those of the runs that exist, with the first event of the chain that each belongs to. */
  async summaries(runIds: readonly string[]): Promise<{ run: RunSummary; rootEventId: string }[]> {
    return (await this.runs.findMany(runIds)).map((row) => ({ run: toSummary(row), rootEventId: row.rootEventId }));
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<RunRow> {
    const row = await this.runs.find(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such run.');
    return row;
  }

  /** @throws AppError `NOT_FOUND` */
  async detail(id: string): Promise<RunView> {
    const row = await this.get(id);
    const context = await this.runs.findContext(id);
    if (!context) throw new AppError('NOT_FOUND', 'What this run ran is no longer kept.');
    const steps = await this.runs.findSteps(id);
    const view = toView(row, JSON.parse(context.graph) as Graph, JSON.parse(context.data), steps);
    return row.status === 'queued' ? this.withHold(view) : view;
  }

  private async withHold(view: RunView): Promise<RunView> {
    const held = await this.runs.findHeld(view.id);
    const reason = held && whyHeld(held);
    return reason ? { ...view, waitingFor: [...view.waitingFor, reason] } : view;
  }
}
