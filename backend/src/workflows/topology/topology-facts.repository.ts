import { Injectable } from '@nestjs/common';
import { PendingRuns } from '../../broker/pending-runs.service.js';
import { Sql, type Statement } from '../../platform/database/sql.js';
import { oldestIdAt } from '../../platform/ids.js';
import type { JsonSchema, RunStatus } from '../../contract/index.js';
import type { KnownTopic } from './build-asyncapi.js';
import type { TriggerLoad } from './build-map.js';

const MINUTES = 5;

const RATES: Statement = {
  name: 'trigger-rates',
  text: `
select workflow_id as "workflowId", trigger_node as "nodeId", count(*)::float8 / ${MINUTES} as "perMinute"
from run where id >= $1 group by workflow_id, trigger_node`,
};

const TOPICS: Statement = {
  name: 'described-topics',
  text: 'select type, description, schema from topic order by type limit 5000',
};

const LAST_RUNS: Statement = {
  name: 'last-runs-of-workflows',
  text: `
select w.id as "workflowId", r.id, r.status from unnest($1::uuid[]) as w(id)
cross join lateral (select id, status from run where workflow_id = w.id order by id desc limit 1) r`,
};

/** What the database knows of topics, and of how busy triggers are. */
@Injectable()
export class TopologyFacts {
  constructor(
    private readonly sql: Sql,
    private readonly pending: PendingRuns,
  ) {}

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
    const [rates, backlog] = await Promise.all([this.sql.run<Rate>(RATES, [since]), this.pending.backlog()]);
    const loads = new Map<string, TriggerLoad>();
    const loadOf = ({ workflowId, nodeId }: Pick<TriggerLoad, 'workflowId' | 'nodeId'>): TriggerLoad => {
      const key = `${workflowId}/${nodeId}`;
      const load = loads.get(key) ?? { workflowId, nodeId, perMinute: 0, backlog: 0 };
      loads.set(key, load);
      return load;
    };
    for (const rate of rates) loadOf(rate).perMinute += rate.perMinute;
    for (const waiting of backlog) loadOf(waiting).backlog += waiting.runs;
    return [...loads.values()];
  }

  /** The newest run of each workflow that has one. */
  lastRuns(workflowIds: readonly string[]): Promise<LastRun[]> {
    return workflowIds.length === 0 ? Promise.resolve([]) : this.sql.run<LastRun>(LAST_RUNS, [workflowIds]);
  }
}

type Rate = Omit<TriggerLoad, 'backlog'>;

interface LastRun {
  workflowId: string;
  id: string;
  status: RunStatus;
}
