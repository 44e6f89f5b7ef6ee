import { Injectable } from '@nestjs/common';
import { RunSignals } from '../broker/run-signals.service.js';
import type { DecideApproval, Page, PendingApproval } from '../contract/index.js';
import type { Wait } from '../engine/index.js';
import { Sql, type SqlRunner, type Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId } from '../platform/ids.js';
import type { Principal } from '../platform/principal.js';

/** How the wait of a step for an approval begins, as it is stored. */
const IS_APPROVAL = `s.status = 'waiting' and s.wait like '{"for":{"type":"approval"%'`;

const FIND_APPROVALS: Statement = {
  name: 'find-approvals',
  text: `
select s.run_id as "runId", r.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName", s.node_id as "nodeId",
  s.iteration, s.wait, s.started_at as "startedAt", s.wake_at as "wakeAt"
from step s join run r on r.id = s.run_id left join workflow w on w.id = r.workflow_id
where ${IS_APPROVAL} and r.finished_at is null
  and ($1::uuid is null or (s.run_id, s.node_id, s.iteration) < ($1, $2, $3))
order by s.run_id desc, s.node_id desc, s.iteration desc limit $4`,
};

const LOCK_RUN: Statement = { name: 'lock-run', text: 'select id from run where id = $1 for update' };

/** One whose decision is on its way waits no more. */
const FIND_WAITING: Statement = {
  name: 'find-waiting-approvals',
  text: `
select s.iteration from step s
where s.run_id = $1 and s.node_id = $2 and ($3::text is null or s.iteration = $3) and ${IS_APPROVAL}
  and not exists (
    select from signal where signal.run_id = s.run_id and signal.node_id = s.node_id and signal.iteration = s.iteration
      and signal.kind = 'decision'
  )
order by s.iteration limit 2`,
};

interface ApprovalRow extends Record<string, unknown> {
  runId: string;
  workflowId: string;
  workflowName: string;
  nodeId: string;
  iteration: string;
  wait: string;
  startedAt: Date;
  wakeAt: Date | null;
}

/** What persons are asked, and what they decide. */
@Injectable()
export class Approvals {
  constructor(
    private readonly sql: Sql,
    private readonly signals: RunSignals,
  ) {}

  /** Newest runs first. */
  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<PendingApproval>> {
    const rows = await this.sql.run<ApprovalRow>(FIND_APPROVALS, [...readCursor(cursor), limit + 1]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? `${last.runId}/${last.nodeId}/${last.iteration}` : null;
    return { items: page.map(toView), nextCursor: next };
  }

  /**
   * Decides what a step asks; the first decision counts.
   *
   * @throws AppError `NOT_FOUND`, `NOT_WAITING`
   */
  async decide(runId: string, nodeId: string, request: DecideApproval, { name }: Principal): Promise<void> {
    const told = await this.sql.transaction(async (runner) => {
      const iteration = await this.lockWaiting(runner, runId, nodeId, request.iteration);
      const { decision, comment = null } = request;
      const output = { decision, by: name, comment, at: new Date().toISOString() };
      const port = decision === 'approve' ? 'approved' : 'rejected';
      return this.signals.send(runner, [{ runId, nodeId, iteration, kind: 'decision', payload: { output, port } }]);
    });
    told();
  }

  private async lockWaiting(
    runner: SqlRunner,
    runId: string,
    nodeId: string,
    iteration: string | undefined,
  ): Promise<string> {
    const [run] = isId(runId) ? await runner.run(LOCK_RUN, [runId]) : [];
    if (!run) throw new AppError('NOT_FOUND', 'There is no such run.');
    const waiting = await runner.run<{ iteration: string }>(FIND_WAITING, [runId, nodeId, iteration ?? null]);
    const [step] = waiting;
    if (!step) throw new AppError('NOT_WAITING', `No step "${nodeId}" of this run waits for a decision.`);
    if (waiting.length > 1)
      throw new AppError('NOT_WAITING', `Several iterations of "${nodeId}" wait for a decision.`, {
        hint: 'Say which one: send its `iteration`.',
      });
    return step.iteration;
  }
}

function readCursor(cursor: string | undefined): [string | null, string, string] {
  const [runId = '', nodeId = '', iteration = ''] = (cursor ?? '').split('/');
  return isId(runId) ? [runId, nodeId, iteration] : [null, '', ''];
}

function toView({ iteration, wait, startedAt, wakeAt, ...row }: ApprovalRow): PendingApproval {
  const { for: what } = JSON.parse(wait) as Wait;
  return {
    ...row,
    ...(iteration !== '' && { iteration }),
    message: what.type === 'approval' ? what.message : '',
    requestedAt: startedAt.toISOString(),
    ...(wakeAt && { until: wakeAt.toISOString() }),
  };
}
