import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
-- The schedules of published workflows; those of a workflow change in the transaction that publishes it.
create table schedule (
  id uuid primary key,
  workflow_id uuid not null references workflow,
  node_id text not null,
  version_id uuid not null references workflow_version,
  label text,
  cron text,
  every_ms double precision,
  timezone text not null,
  catch_up text not null,
  paused boolean not null default false,
  -- What the steps of \`every_ms\` are counted from.
  anchor timestamptz not null,
  -- Null while it is paused, and when no time is left.
  next_due_at timestamptz,
  last_fired_at timestamptz,
  unique (workflow_id, node_id)
);
create index schedule_due on schedule (next_due_at) where next_due_at is not null;

-- That a schedule has fired for a time. No second row, no second event.
create table schedule_tick (
  schedule_id uuid not null references schedule on delete cascade,
  due_at timestamptz not null,
  primary key (schedule_id, due_at)
);

-- When each process that fires schedules last looked at them: the times that nobody was there for are known by it.
create table schedule_watch (
  id uuid primary key,
  seen_at timestamptz not null
);
`;

export class AddSchedules1764200000000 implements MigrationInterface {
  readonly name = 'AddSchedules1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table schedule_watch, schedule_tick, schedule');
  }
}
