import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../../platform/database/sql.js';
import { oldestIdAt } from '../../platform/ids.js';
import type { JsonSchema } from '../../contract/index.js';
import type { KnownTopic } from './build-asyncapi.js';
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

const TOPICS: Statement = {
  name: 'described-topics',
  text: 'select type, description, schema from topic order by type limit 5000',
};

/** What the database knows of topics, and of how busy triggers are. */
@Injectable()
export class TopologyFacts {
  constructor(private readonly sql: Sql) {}

  async topics(): Promise<KnownTopic[]> {
    const rows = await this.sql.run<Omit<KnownTopic, 'schema'> & { schema: string | null }>(TOPICS, []);
    return rows.map(({ schema, ...topic }) => ({
      ...topic,
      schema: schema === null ? null : (JSON.parse(schema) as JsonSchema),
    }));
  }

  /** Runs of each trigger: those that began in the last five minutes, and those that wait. */
  async loads(): Promise<TriggerLoad[]> {
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
