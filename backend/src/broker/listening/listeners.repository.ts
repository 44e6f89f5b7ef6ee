import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../../platform/database/sql.js';
import type { SubscriptionSpec } from '../bound-subscription.js';

/** Told when listeners change, or hear something. */
export const LISTENERS_CHANNEL = 'eventloom_listeners';

/** Whoever listens and then goes away is forgotten after this time. */
export const LISTENING = `interval '10 minutes'`;

/** A trigger of a draft at which somebody waits for the next event. */
export interface ListenerRow {
  workflowId: string;
  nodeId: string;
  /** JSON of what it would be subscribed to. */
  spec: string;
  expiresAt: Date;
  /** What it has heard. */
  eventId: string | null;
}

const COLUMNS = `workflow_id as "workflowId", node_id as "nodeId", spec, expires_at as "expiresAt", event_id as "eventId"`;

const FIND_OPEN: Statement = {
  name: 'find-open-listeners',
  text: `select ${COLUMNS} from listener where event_id is null and expires_at > clock_timestamp()`,
};

const FIND_OF_WORKFLOW: Statement = {
  name: 'find-listeners-of-workflow',
  text: `select ${COLUMNS} from listener where workflow_id = $1 and expires_at > clock_timestamp() order by node_id`,
};

const OPEN: Statement = {
  name: 'open-listener',
  text: `
with forgotten as (delete from listener where expires_at < clock_timestamp() and (workflow_id, node_id) <> ($1::uuid, $2))
insert into listener (workflow_id, node_id, spec, expires_at) values ($1, $2, $3, clock_timestamp() + ${LISTENING})
on conflict (workflow_id, node_id) do update set spec = excluded.spec, expires_at = excluded.expires_at, event_id = null
returning ${COLUMNS}`,
};

const CLOSE: Statement = { name: 'close-listener', text: 'delete from listener where workflow_id = $1 and node_id = $2' };

/** Only the first event is heard, whichever process accepts it; everybody is told which it was. */
const HEAR: Statement = {
  name: 'hear-event',
  text: `
with heard as (
  update listener set event_id = $3
  where workflow_id = $1 and node_id = $2 and event_id is null and expires_at > clock_timestamp()
  returning workflow_id, node_id, event_id
)
select pg_notify('${LISTENERS_CHANNEL}', json_build_object('workflowId', workflow_id, 'nodeId', node_id, 'eventId', event_id)::text)
from heard`,
};

const NOTIFY: Statement = { name: 'notify-listeners', text: `select pg_notify('${LISTENERS_CHANNEL}', '')` };

/** Listeners in the database. */
@Injectable()
export class ListenersRepository {
  constructor(private readonly sql: Sql) {}

  /** Those that have not heard anything yet. */
  findOpen(): Promise<ListenerRow[]> {
    return this.sql.run<ListenerRow>(FIND_OPEN, []);
  }

  ofWorkflow(workflowId: string): Promise<ListenerRow[]> {
    return this.sql.run<ListenerRow>(FIND_OF_WORKFLOW, [workflowId]);
  }

  /** One that was there already begins anew. */
  async open(spec: SubscriptionSpec): Promise<ListenerRow> {
    const [row] = await this.sql.run<ListenerRow>(OPEN, [spec.workflowId, spec.nodeId, JSON.stringify(spec)]);
    if (!row) throw new Error(`the listener at ${spec.workflowId} ${spec.nodeId} was not written`);
    await this.sql.run(NOTIFY, []);
    return row;
  }

  async close(workflowId: string, nodeId: string): Promise<void> {
    await this.sql.run(CLOSE, [workflowId, nodeId]);
    await this.sql.run(NOTIFY, []);
  }

  async hear(workflowId: string, nodeId: string, eventId: string): Promise<void> {
    await this.sql.run(HEAR, [workflowId, nodeId, eventId]);
  }
}
