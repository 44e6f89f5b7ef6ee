import { Injectable } from '@nestjs/common';
import { manifests } from '../connectors/catalog.js';
import type { RetryRun, RunTest } from '../contract/index.js';
import { cutGraph, planGraph } from '../engine/index.js';
import type { Run } from '../history/run.entity.js';
import { RunHistory } from '../history/run-history.service.js';
import { Announcer } from '../platform/announcer.service.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { PATIENCE_MS } from '../platform/faults/patience.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';
import { EnterFlow } from './admission/enter-flow.service.js';
import { keptSteps, type StepKey } from './kept-steps.js';

/**
 * Two who retry the same at once do so one after the other, so that their attempts have numbers of their own. And while
 * there is a new run to be, the event is not pruned.
 */
const LOCK_EVENT = { name: 'lock-event', text: 'select id from event where id = $1 for update' };

/**
 * A run for the same event again, numbered after all that there were; those of a replay are counted by themselves. Steps
 * that are kept count as done, whatever came after them begins anew. The epoch of 1 has the worker read the kept steps.
 */
const RETRY_RUN = {
  name: 'retry-run',
  text: `
with created as (
  insert into run (id, event_id, workflow_id, version_id, trigger_node, attempt, status, lease_epoch, wake_at, retry_of, root_event_id, replay_id,
    order_key, order_seq, test, test_data)
  select $1, r.event_id, r.workflow_id, $3, $4,
    (
      select max(attempt) + 1 from run all_attempts
      where (event_id, workflow_id, trigger_node) = (r.event_id, r.workflow_id, $4) and replay_id is not distinct from r.replay_id
    ),
    'queued', 1, clock_timestamp() + interval '${PATIENCE_MS} ms', r.id, r.root_event_id, r.replay_id, r.order_key, r.order_seq,
    case when $9 then r.test end, case when $9 then r.test_data end
  from run r where r.id = $2
  returning id
)
insert into step (run_id, node_id, iteration, status, port, output, error, attempts, wake_at, started_at, finished_at, logs)
select created.id, s.node_id, s.iteration, s.status, s.port, s.output, s.error, s.attempts, s.wake_at, s.started_at, s.finished_at, s.logs
from created, step s join unnest($5::text[], $6::text[]) as kept(node_id, iteration) using (node_id, iteration) where s.run_id = $2
union all
select created.id, s.node_id, s.iteration, 'running', null, null, null, '[]', null, s.started_at, null, null
from created, step s join unnest($7::text[], $8::text[]) as reopened(node_id, iteration) using (node_id, iteration) where s.run_id = $2`,
};

/** A run that was made by a transaction which has not committed yet. */
export interface RetriedWithin {
  runId: string;
  /** Wakes and announces it. */
  afterCommit: () => void;
}

/** Runs a consumer again for the same event. */
@Injectable()
export class RetryRunService {
  constructor(
    private readonly runs: RunHistory,
    private readonly workflows: WorkflowsRepository,
    private readonly compiled: CompiledWorkflows,
    private readonly sql: Sql,
    private readonly flow: EnterFlow,
    private readonly announcer: Announcer,
  ) {}

  /**
   * @returns the id of the new run
   * @throws AppError `NOT_FOUND`, `RUN_NOT_ENDED`, `NOT_PUBLISHED`, `VALIDATION_FAILED`
   */
  async retry(runId: string, request: RetryRun): Promise<string> {
    const retried = await this.sql.transaction((runner) => this.retryWithin(runner, runId, request));
    retried.afterCommit();
    return retried.runId;
  }

  /**
   * The same within a transaction of the caller's.
   *
   * @throws AppError as `retry`; nothing was written then
   */
  async retryWithin(runner: SqlRunner, runId: string, { from, version }: RetryRun): Promise<RetriedWithin> {
    const run = await this.runs.get(runId);
    if (run.finishedAt === null)
      throw new AppError('RUN_NOT_ENDED', 'The run has not ended yet.', { hint: 'Wait for its end.' });
    const versionId = await this.chooseVersion(run, version);
    const { graph, limits } = await this.compiled.get(versionId);
    if (!graph.nodes.some(({ id }) => id === run.trigger))
      throw new AppError('VALIDATION_FAILED', `That version has no trigger "${run.trigger}".`, { pointer: '/version' });
    const isTest = run.test !== null && version !== 'published';
    const cut = isTest ? cutGraph(graph, run.trigger, JSON.parse(run.test ?? '') as RunTest) : graph;
    const again = keptSteps(planGraph(cut, run.trigger, manifests), from, await this.runs.steps(runId));
    if (!again)
      throw new AppError(
        'VALIDATION_FAILED',
        from === 'failed' ? 'No step of this run has failed.' : `This run has no step "${from}".`,
        { pointer: '/from' },
      );
    const id = newId();
    const [event] = await runner.run(LOCK_EVENT, [run.eventId]);
    if (!event) throw new AppError('NOT_FOUND', 'The event of this run is no longer kept.');
    await runner.run(RETRY_RUN, [
      id,
      runId,
      versionId,
      run.trigger,
      ...columnsOf(again.kept),
      ...columnsOf(again.reopened),
      version !== 'published',
    ]);
    const { eventId, workflowId, trigger: nodeId } = run;
    const begin = await this.flow.enter(runner, { id, eventId, workflowId, nodeId }, limits);
    const afterCommit = () => {
      begin();
      this.announcer.announce('runs.changed', { runIds: [id] });
    };
    return { runId: id, afterCommit };
  }

  private async chooseVersion({ versionId, workflowId }: Run, version: RetryRun['version']): Promise<string> {
    if (version === 'same') return versionId;
    const workflow = await this.workflows.get(workflowId);
    if (version === 'draft') return this.workflows.snapshotDraft(workflow);
    if (workflow.publishedVersion === null) throw new AppError('NOT_PUBLISHED', 'The workflow is not published.');
    return (await this.workflows.getVersion(workflowId, workflow.publishedVersion)).id;
  }
}

function columnsOf(keys: readonly StepKey[]): [string[], string[]] {
  return [keys.map(({ nodeId }) => nodeId), keys.map(({ iteration }) => iteration)];
}
