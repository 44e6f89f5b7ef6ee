import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../platform/database/sql.js';
import type { EventRow } from './event-attributes.js';
import type { WaitConditions } from './wait-conditions.js';

/** The step that waits. */
export interface WaitKey {
  runId: string;
  nodeId: string;
  /** Empty outside of loops. */
  iteration: string;
}

/** The standing interest of a step in an event. */
export interface EventWait extends WaitKey {
  /** A topic, or a pattern of topics. */
  pattern: string;
  match: WaitConditions | null;
  /** Events that were received before do not count; by the database's clock. */
  since: Date;
}

interface WaitRow extends Record<string, unknown>, WaitKey {
  pattern: string;
  match: string | null;
  since: Date;
}

/** A step that registers again, after a crash, keeps what it waits for and since when. */
const REGISTER: Statement = {
  name: 'register-event-wait',
  text: `
insert into event_wait (run_id, node_id, iteration, pattern, match, since)
values ($1, $2, $3, $4, $5, clock_timestamp() - $6::float8 * interval '1 ms')
on conflict (run_id, node_id, iteration) do update set pattern = event_wait.pattern
returning run_id as "runId", node_id as "nodeId", iteration, pattern, match, since`,
};

const COLUMNS = 'w.run_id as "runId", w.node_id as "nodeId", w.iteration, w.pattern, w.match, w.since';

const FIND_ALL: Statement = {
  name: 'find-event-waits',
  text: `select ${COLUMNS} from event_wait w join run r on r.id = w.run_id where r.finished_at is null`,
};

const FIND_OF_RUN: Statement = {
  name: 'find-event-waits-of-run',
  text: `select ${COLUMNS} from event_wait w where w.run_id = $1`,
};

const DELETE: Statement = {
  name: 'delete-event-wait',
  text: 'delete from event_wait where run_id = $1 and node_id = $2 and iteration = $3',
};

const DELETE_OF_ENDED_RUNS: Statement = {
  name: 'delete-event-waits-of-ended-runs',
  text: `
with ended as (select distinct w.run_id from event_wait w join run r on r.id = w.run_id where r.finished_at is not null)
delete from event_wait using ended where event_wait.run_id = ended.run_id`,
};

/** Ids are in the order of time, so that the oldest that can matter is where to begin; processes differ by seconds at most. */
const FIND_EVENTS: Statement = {
  name: 'find-past-events',
  text: `
select id, external_id as "externalId", type, source, subject, time, data, attributes from event
where id > $1 and received_at >= $2 and ($3::text is null or type = $3)
order by id limit $4`,
};

/** What steps wait for, in the database. */
@Injectable()
export class EventWaitsRepository {
  constructor(private readonly sql: Sql) {}

  async register(key: WaitKey, pattern: string, match: WaitConditions | null, lookbackMs: number): Promise<EventWait> {
    const [row] = await this.sql.run<WaitRow>(REGISTER, [
      key.runId,
      key.nodeId,
      key.iteration,
      pattern,
      match && JSON.stringify(match),
      lookbackMs,
    ]);
    if (!row) throw new Error(`the wait of run ${key.runId} was not stored`);
    return toWait(row);
  }

  async findAll(): Promise<EventWait[]> {
    return (await this.sql.run<WaitRow>(FIND_ALL, [])).map(toWait);
  }

  async findOfRun(runId: string): Promise<EventWait[]> {
    return (await this.sql.run<WaitRow>(FIND_OF_RUN, [runId])).map(toWait);
  }

  async delete({ runId, nodeId, iteration }: WaitKey): Promise<void> {
    await this.sql.run(DELETE, [runId, nodeId, iteration]);
  }

  async deleteOfEndedRuns(): Promise<void> {
    await this.sql.run(DELETE_OF_ENDED_RUNS, []);
  }

  /** Events since a time, the oldest first; of one topic, if it is given. */
  findEvents(afterId: string, since: Date, topic: string | null, limit: number): Promise<EventRow[]> {
    return this.sql.run<EventRow>(FIND_EVENTS, [afterId, since, topic, limit]);
  }
}

function toWait({ match, ...row }: WaitRow): EventWait {
  return { ...row, match: match === null ? null : (JSON.parse(match) as WaitConditions) };
}
