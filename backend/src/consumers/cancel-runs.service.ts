import { Inject, Injectable } from '@nestjs/common';
import { LaneStore } from '../broker/ordering/lane-store.service.js';
import { OrderedRuns } from '../broker/ordering/ordered-runs.service.js';
import { placeOf, type PlaceColumns } from '../broker/ordering/ordering.js';
import { RunSignals } from '../broker/run-signals.service.js';
import { RunHistory } from '../history/run-history.service.js';
import { Announcer } from '../platform/announcer.service.js';
import { hasId } from '../platform/database/by-id.js';
import { Sql, type SqlRunner, type Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { RunEndings } from './run-endings.service.js';

/** Ends a run that no worker has in its hands; one that is being worked on is told instead. */
const CANCEL_IDLE_RUNS: Statement = {
  name: 'cancel-idle-runs',
  text: `
with idle as (
  select id from run where id = any($1::uuid[]) and status in ('queued', 'waiting') order by id for update
), ended as (
  update run set status = 'cancelled', lease_epoch = lease_epoch + 1, finished_at = clock_timestamp(), wake_at = null, held = null
  from idle where ${hasId('run.id', 'idle.id')}
  returning run.id, run.workflow_id, run.parent_run_id, run.parent_node_id, run.parent_iteration, run.trigger_node, run.order_key, run.order_seq
), steps as (
  update step set status = 'cancelled', finished_at = clock_timestamp(), wake_at = null, wait = null
  from ended where ${hasId('step.run_id', 'ended.id')} and step.status in ('running', 'waiting')
), released as (
  delete from flow_run using ended where flow_run.run_id = ended.id returning flow_run.run_id, concurrency_key
)
select id, workflow_id as "workflowId", parent_run_id as "parentRunId", parent_node_id as "parentNodeId",
  coalesce(parent_iteration, '') as "parentIteration", concurrency_key as concurrency,
  trigger_node as "nodeId", order_key as "orderKey", order_seq as "orderSeq"
from ended left join released on run_id = id`,
};

const FIND_OPEN_CHILDREN: Statement = {
  name: 'find-open-children',
  text: 'select id from run where parent_run_id = any($1::uuid[]) and finished_at is null',
};

interface EndedRun extends PlaceColumns {
  parentRunId: string | null;
  parentNodeId: string | null;
  parentIteration: string;
  /** The key of its slot under the limits of its workflow, if it had any. */
  concurrency: string | null;
}

/** Ends runs before their time: what they call is aborted, and the runs that they started end too. */
@Injectable()
export class CancelRuns {
  constructor(
    private readonly runs: RunHistory,
    private readonly sql: Sql,
    private readonly signals: RunSignals,
    private readonly endings: RunEndings,
    private readonly lanes: LaneStore,
    private readonly ordered: OrderedRuns,
    private readonly announcer: Announcer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Cancels a run. One that is being worked on ends as soon as its worker has heard of it.
   *
   * @throws AppError `NOT_FOUND`, `RUN_ENDED`
   */
  async cancel(runId: string): Promise<void> {
    const run = await this.runs.get(runId);
    if (run.finishedAt !== null) throw new AppError('RUN_ENDED', 'The run has ended already.');
    await this.cancelAll([runId]);
  }

  /** Cancels the runs that a run has started and that have not ended; never throws. */
  async cancelChildren(runId: string): Promise<void> {
    try {
      const children = await this.sql.run<{ id: string }>(FIND_OPEN_CHILDREN, [[runId]]);
      if (children.length > 0) await this.cancelAll(children.map(({ id }) => id));
    } catch (error) {
      this.logger.warn({ runId, err: error }, 'the runs that a cancelled run had started could not be cancelled');
    }
  }

  private async cancelAll(runIds: string[]): Promise<void> {
    const cancelled = await this.sql.transaction((runner) => this.cancelWithin(runner, runIds));
    await cancelled();
  }

  /**
   * Cancels runs that have not ended, within a transaction of the caller's.
   *
   * @returns what tells of it and takes the children along; to be called after the commit, never throws
   */
  async cancelWithin(runner: SqlRunner, runIds: readonly string[]): Promise<() => Promise<void>> {
    const ended = await runner.run<EndedRun & Record<string, unknown>>(CANCEL_IDLE_RUNS, [runIds]);
    const endedIds = new Set(ended.map(({ id }) => id));
    const busy = runIds.filter((id) => !endedIds.has(id));
    const tell = await this.signals.send(runner, [...busy.map(wish), ...ended.flatMap(toParent)]);
    const next = await this.lanes.leave(runner, ended.flatMap(placeOf));
    return async () => {
      tell();
      this.ordered.goOn(next);
      await this.conclude(ended);
    };
  }

  private async conclude(ended: readonly EndedRun[]): Promise<void> {
    this.endings.release(ended.filter(({ concurrency }) => concurrency !== null));
    if (ended.length === 0) return;
    this.announcer.announce('runs.changed', { runIds: ended.map(({ id }) => id) });
    this.announcer.announce('runs.ended', {
      runs: ended.map(({ id, workflowId }) => ({ id, workflowId, status: 'cancelled' as const })),
    });
    for (const { id } of ended) await this.cancelChildren(id);
  }
}

function wish(runId: string) {
  return { runId, nodeId: null, iteration: '', kind: 'cancel' as const, payload: {} };
}

function toParent({ id, parentRunId, parentNodeId, parentIteration }: EndedRun) {
  if (parentRunId === null) return [];
  const error = { code: 'CHILD_CANCELLED', message: 'The run that was called was cancelled.', details: { runId: id } };
  return [
    {
      runId: parentRunId,
      nodeId: parentNodeId,
      iteration: parentIteration,
      kind: 'child' as const,
      payload: { error },
    },
  ];
}
