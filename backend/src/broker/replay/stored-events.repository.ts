import { Injectable } from '@nestjs/common';
import { Sql, type SqlRunner, type Statement } from '../../platform/database/sql.js';
import { isId } from '../../platform/ids.js';
import type { EventRow } from '../event-attributes.js';
import { rangeColumns, type EventRange } from './event-range.js';

/** A stored event with all that its delivery needs. */
export interface StoredEventRow extends EventRow {
  rootId: string;
  causeRunId: string | null;
  causeNodeId: string | null;
  hops: number;
}

const COLUMNS = `
e.id, e.type, e.source, e.subject, e.time, e.external_id as "externalId", e.data, e.attributes, e.root_id as "rootId",
  e.cause_run_id as "causeRunId", e.cause_node_id as "causeNodeId", e.hops`;

/** Ids are in the order of time, so that those of a range are found by them. */
const IN_RANGE = `
e.received_at >= $1::timestamptz and e.received_at < $2::timestamptz and ($3::text is null or e.type ~ $3)
  and e.id >= $4::uuid and e.id <= $5::uuid`;

const COUNT: Statement = {
  name: 'count-events-of-range',
  text: `select count(*)::int as count from event e where ${IN_RANGE}`,
};

/** Events that are to have new runs are locked, so that they are not pruned before these are there. */
const FIND_AFTER: Statement = {
  name: 'find-events-after',
  text: `
select ${COLUMNS} from event e where ${IN_RANGE} and ($6::uuid is null or e.id > $6) order by e.id limit $7 for key share`,
};

const FIND_BEFORE: Statement = {
  name: 'find-events-before',
  text: `select ${COLUMNS} from event e where ${IN_RANGE} and ($6::uuid is null or e.id < $6) order by e.id desc limit $7`,
};

const FIND: Statement = { name: 'find-stored-event', text: `select ${COLUMNS} from event e where e.id = $1` };

const FIND_MANY: Statement = {
  name: 'find-stored-events',
  text: `select ${COLUMNS} from event e where e.id = any($1::uuid[]) for key share`,
};

const FIND_HANDED_OUT: Statement = {
  name: 'find-handed-out',
  text: `
select distinct event_id as "eventId", trigger_node as "nodeId" from run where event_id = any($1::uuid[]) and workflow_id = $2
  and test is null`,
};

const NOW: Statement = {
  name: 'database-time',
  text: `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
};

/** Events as they are handed out again. */
@Injectable()
export class StoredEventsRepository {
  constructor(private readonly sql: Sql) {}

  async find(id: string, runner: SqlRunner = this.sql): Promise<StoredEventRow | undefined> {
    return isId(id) ? (await runner.run<StoredEventRow>(FIND, [id]))[0] : undefined;
  }

  /** Those of the events that there are, by id; they stay until the end of the transaction. */
  async findMany(runner: SqlRunner, ids: readonly string[]): Promise<ReadonlyMap<string, StoredEventRow>> {
    const rows = await runner.run<StoredEventRow>(FIND_MANY, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async count(range: EventRange): Promise<number> {
    const [row] = await this.sql.run<{ count: number }>(COUNT, rangeColumns(range));
    return row?.count ?? 0;
  }

  /** The events of a range that follow one, oldest first; they stay until the end of the transaction. */
  after(runner: SqlRunner, range: EventRange, id: string | null, limit: number): Promise<StoredEventRow[]> {
    return runner.run<StoredEventRow>(FIND_AFTER, [...rangeColumns(range), id, limit]);
  }

  /** The events of a range that came before one, newest first. */
  before(range: EventRange, id: string | null, limit: number): Promise<StoredEventRow[]> {
    return this.sql.run<StoredEventRow>(FIND_BEFORE, [...rangeColumns(range), id, limit]);
  }

  /** The triggers of a workflow that events have been handed to, as `event trigger`. */
  async handedOut(
    eventIds: readonly string[],
    workflowId: string,
    runner: SqlRunner = this.sql,
  ): Promise<ReadonlySet<string>> {
    const rows = await runner.run<{ eventId: string; nodeId: string }>(FIND_HANDED_OUT, [eventIds, workflowId]);
    return new Set(rows.map(({ eventId, nodeId }) => `${eventId} ${nodeId}`));
  }

  /** The time of the database, to the microsecond. */
  async now(runner: SqlRunner = this.sql): Promise<string> {
    const [row] = await runner.run<{ now: string }>(NOW, []);
    if (!row) throw new Error('the database did not tell the time');
    return row.now;
  }
}
