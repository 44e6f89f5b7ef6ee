import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../../platform/database/sql.js';
import type { ActivityCount } from './activity-counts.js';

/** How many events of a topic a source makes; the source is empty for those of many others together. */
export interface ActivityRate {
  type: string;
  source: string;
  perMinute: number;
}

/** Minutes are those of the database's clock. In one order, so that processes which count the same do not block each other. */
const ADD: Statement = {
  name: 'add-topic-activity',
  text: `
insert into topic_activity (type, source, minute, events)
select type, source, date_trunc('minute', clock_timestamp()), events
from unnest($1::text[], $2::text[], $3::int[]) as counted(type, source, events)
order by type, source
on conflict (type, minute, source) do update set events = topic_activity.events + excluded.events`,
};

/** The minute that is not over yet counts as far as it has got. */
const RATES: Statement = {
  name: 'topic-rates',
  text: `
select type, source,
  sum(events)::float8 / (4 + extract(second from clock_timestamp())::float8 / 60) as "perMinute"
from topic_activity where minute >= date_trunc('minute', clock_timestamp()) - interval '4 minutes'
group by type, source`,
};

/** The most active sources of topics within a day. */
const SOURCES: Statement = {
  name: 'topic-sources',
  text: `
select type, source from (
  select type, source, row_number() over (partition by type order by sum(events) desc, source) as place
  from topic_activity where type = any($1::text[]) and minute >= clock_timestamp() - interval '24 hours'
  group by type, source
) ranked where place <= $2 order by type, place`,
};

const DELETE_OLD: Statement = {
  name: 'delete-old-topic-activity',
  text: `delete from topic_activity where minute < clock_timestamp() - interval '7 days'`,
};

/** How many events came, by topic, source and minute. */
@Injectable()
export class TopicActivityRepository {
  constructor(private readonly sql: Sql) {}

  async add(counts: readonly ActivityCount[]): Promise<void> {
    await this.sql.run(ADD, [
      counts.map(({ type }) => type),
      counts.map(({ source }) => source),
      counts.map(({ events }) => events),
    ]);
  }

  /** Over the last five minutes. */
  rates(): Promise<ActivityRate[]> {
    return this.sql.run(RATES, []);
  }

  /** The sources of topics within the last day, the most active ones first. */
  sources(types: readonly string[], limit: number): Promise<{ type: string; source: string }[]> {
    return this.sql.run(SOURCES, [types, limit]);
  }

  async deleteOld(): Promise<void> {
    await this.sql.run(DELETE_OLD, []);
  }
}
