import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
create table topic (
  type text primary key,
  description text not null default '',
  owner text not null default '',
  -- A JSON Schema, draft 2020-12, as JSON.
  schema text,
  -- What happens to data that does not fit it: off, warn, reject.
  mode text not null default 'off',
  -- Days that its events are kept; null for what holds for all.
  retention_days int,
  created_at timestamptz not null default now()
);
-- How many events of a topic came from a source in a minute; of many sources, the later ones share the empty name.
create table topic_activity (
  type text not null,
  minute timestamptz not null,
  source text not null,
  events int not null,
  primary key (type, minute, source)
);
create index topic_activity_minute on topic_activity (minute);
`;

/** The topics of the events that are there already: one look into the index for each of them. */
const FIND_TOPICS = `
with recursive known as (
  (select type from event order by type limit 1)
  union all
  select (select e.type from event e where e.type > known.type order by e.type limit 1) from known where known.type is not null
)
insert into topic (type, created_at)
select type, (select received_at from event e where e.type = known.type order by id limit 1) from known where type is not null`;

export class AddTopics1764410000000 implements MigrationInterface {
  readonly name = 'AddTopics1764410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
    await runner.query(FIND_TOPICS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table topic_activity, topic');
  }
}
