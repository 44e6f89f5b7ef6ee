import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../platform/database/sql.js';
import { HELD_PAUSED } from './held.js';

/** How many runs of a trigger have not begun that an event of a topic is for. */
export interface Backlog {
  type: string;
  workflowId: string;
  nodeId: string;
  runs: number;
}

/** So many runs of each kind are looked at for the backlog: what is longer is told as long as that. */
const LOOKED_AT = 50_000;

/** An answer is as good for those who ask shortly after; milliseconds. */
const FRESH_MS = 1000;

/** Runs that wait for a worker, for the end of a pause, and for their turn under limits; each is in an index of its own. */
const BACKLOG: Statement = {
  name: 'find-backlog',
  text: `
select e.type, p.workflow_id as "workflowId", p.trigger_node as "nodeId", count(*)::int as runs
from (
  (select event_id, workflow_id, trigger_node from run
    where wake_at is not null and status = 'queued' and lease_epoch = 0 limit $1)
  union all
  (select event_id, workflow_id, trigger_node from run where status = 'queued' and held = '${HELD_PAUSED}' limit $1)
  union all
  (select r.event_id, r.workflow_id, r.trigger_node from flow_run f join run r on r.id = f.run_id
    where f.stage <> 'under-way' limit $1)
) p join event e on e.id = p.event_id
group by e.type, p.workflow_id, p.trigger_node`,
};

/** The runs that have not begun. */
@Injectable()
export class PendingRuns {
  private asked: { at: number; backlog: Promise<Backlog[]> } | undefined;

  constructor(private readonly sql: Sql) {}

  /** By topic, workflow and trigger; a moment old at most. */
  backlog(): Promise<Backlog[]> {
    const now = performance.now();
    if (!this.asked || now - this.asked.at > FRESH_MS)
      this.asked = { at: now, backlog: this.sql.run<Backlog & Record<string, unknown>>(BACKLOG, [LOOKED_AT]) };
    return this.asked.backlog;
  }
}
