import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../../platform/database/sql.js';
import { oldestIdAt } from '../../platform/ids.js';
import type { TriggerLoad } from './build-map.js';

const MINUTES = 5;

const RATES: Statement = {
  name: 'trigger-rates',
  text: `
select workflow_id as "workflowId", trigger_node as "nodeId", count(*)::float8 / ${MINUTES} as "perMinute", 0 as backlog
from run where id >= $1 group by workflow_id, trigger_node`,
};

/** Runs that have not begun: those in the queue, those of paused workflows, and those that limits hold back. */
const BACKLOGS: Statement = {
  name: 'trigger-backlogs',
  text: `
select workflow_id as "workflowId", trigger_node as "nodeId", 0::float8 as "perMinute", count(*)::int as backlog
from (
  select workflow_id, trigger_node from run where wake_at is not null and status = 'queued' and lease_epoch = 0
  union all
  select workflow_id, trigger_node from run where status = 'queued' and held = '{"type":"paused"}'
  union all
  select r.workflow_id, r.trigger_node from flow_run f join run r on r.id = f.run_id where f.stage <> 'under-way'
) waiting group by workflow_id, trigger_node`,
};

/** How busy the triggers of workflows are. */
@Injectable()
export class TriggerLoads {
  constructor(private readonly sql: Sql) {}

  async all(): Promise<TriggerLoad[]> {
    const since = oldestIdAt(Date.now() - MINUTES * 60_000);
    const [rates, backlogs] = await Promise.all([this.sql.run<Row>(RATES, [since]), this.sql.run<Row>(BACKLOGS, [])]);
    const loads = new Map<string, TriggerLoad>();
    for (const { workflowId, nodeId, perMinute, backlog } of [...rates, ...backlogs]) {
      const key = `${workflowId}/${nodeId}`;
      const load = loads.get(key) ?? { workflowId, nodeId, perMinute: 0, backlog: 0 };
      loads.set(key, { ...load, perMinute: load.perMinute + perMinute, backlog: load.backlog + backlog });
    }
    return [...loads.values()];
  }
}

type Row = TriggerLoad & Record<string, unknown>;
