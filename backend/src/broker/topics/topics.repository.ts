import { Injectable } from '@nestjs/common';
import type { PutTopic, SchemaMode } from '../../contract/index.js';
import { Sql, type Statement } from '../../platform/database/sql.js';

/** Notified with the name of a topic whose schema or mode may have changed. */
export const TOPICS_CHANNEL = 'eventloom_topics';

export interface TopicRow {
  type: string;
  description: string;
  owner: string;
  mode: SchemaMode;
  /** JSON: a JSON Schema. */
  schema: string | null;
  retentionDays: number | null;
  firstSeenAt: Date;
  lastEventAt: Date | null;
  events24h: number;
}

/** A topic whose events are judged. */
export interface JudgedTopic {
  type: string;
  mode: 'warn' | 'reject';
  /** JSON. */
  schema: string;
}

/** A workflow, as far as topics tell of it. */
export interface NamedWorkflow {
  id: string;
  name: string;
  isPaused: boolean;
}

const COLUMNS = `
t.type, t.description, t.owner, t.mode, t.schema, t.retention_days as "retentionDays", t.created_at as "firstSeenAt",
(select e.received_at from event e where e.type = t.type order by e.id desc limit 1) as "lastEventAt",
(select coalesce(sum(a.events), 0)::int from topic_activity a
  where a.type = t.type and a.minute >= clock_timestamp() - interval '24 hours') as "events24h"`;

const LIST: Statement = {
  name: 'list-topics',
  text: `
select ${COLUMNS} from topic t
where ($1::text is null or t.type > $1)
  and ($2::text is null or position(lower($2) in lower(concat_ws(' ', t.type, t.description, t.owner))) > 0)
order by t.type limit $3`,
};

const FIND: Statement = { name: 'find-topic', text: `select ${COLUMNS} from topic t where t.type = $1` };

const FIND_JUDGED: Statement = {
  name: 'find-judged-topics',
  text: `select type, mode, schema from topic where mode <> 'off' and schema is not null`,
};

/** What is null is kept, but for the schema and the retention, of which a flag tells whether they are given. */
const PUT: Statement = {
  name: 'put-topic',
  text: `
with put as (
  insert into topic (type, description, owner, mode, schema, retention_days)
  values ($1, coalesce($2, ''), coalesce($3, ''), coalesce($4, 'off'), $6, $8)
  on conflict (type) do update set description = coalesce($2, topic.description), owner = coalesce($3, topic.owner),
    mode = coalesce($4, topic.mode), schema = case when $5::boolean then $6 else topic.schema end,
    retention_days = case when $7::boolean then $8 else topic.retention_days end
  returning type
)
select pg_notify('${TOPICS_CHANNEL}', type) from put`,
};

/** The newest ones, as many as are not too much to be looked at, but at least one. */
const LATEST_DATA: Statement = {
  name: 'latest-data-of-topic',
  text: `
select data from (
  select data, sum(octet_length(data)) over (order by id desc) - octet_length(data) as before
  from (select id, data from event where type = $1 order by id desc limit $2) newest
) sized where before < $3`,
};

const FIND_WORKFLOWS: Statement = {
  name: 'find-workflows-of-topics',
  text: `select id, name, paused_at is not null as "isPaused" from workflow where id = any($1::uuid[])`,
};

/** Topics in the database. */
@Injectable()
export class TopicsRepository {
  constructor(private readonly sql: Sql) {}

  /** In the order of their names; `cursor` is the last one of the page before. */
  list(cursor: string | undefined, q: string | undefined, limit: number): Promise<TopicRow[]> {
    return this.sql.run(LIST, [cursor ?? null, q || null, limit]);
  }

  async find(type: string): Promise<TopicRow | undefined> {
    return (await this.sql.run<TopicRow>(FIND, [type]))[0];
  }

  findJudged(): Promise<JudgedTopic[]> {
    return this.sql.run(FIND_JUDGED, []);
  }

  /** Makes a topic, or changes what is given; tells every process. */
  async put(type: string, { description, owner, mode, schema, retentionDays }: PutTopic): Promise<void> {
    await this.sql.run(PUT, [
      type,
      description ?? null,
      owner ?? null,
      mode ?? null,
      schema !== undefined,
      schema === undefined || schema === null ? null : JSON.stringify(schema),
      retentionDays !== undefined,
      retentionDays ?? null,
    ]);
  }

  /**
   * The data of the newest events, as JSON.
   *
   * @param bytes no further ones when there are so many bytes
   */
  async latestData(type: string, limit: number, bytes: number): Promise<string[]> {
    return (await this.sql.run<{ data: string }>(LATEST_DATA, [type, limit, bytes])).map(({ data }) => data);
  }

  async workflows(ids: readonly string[]): Promise<ReadonlyMap<string, NamedWorkflow>> {
    const rows = await this.sql.run<NamedWorkflow>(FIND_WORKFLOWS, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
