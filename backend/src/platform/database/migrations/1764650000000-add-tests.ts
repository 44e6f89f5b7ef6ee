import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
-- JSON: what a test was asked to do, and the outputs that it was given; null for all other runs.
alter table run add column test text, add column test_data text;

-- Outputs that are kept with a draft, to be given to tests.
create table pin (
  workflow_id uuid not null,
  node_id text not null,
  -- JSON.
  output text not null,
  port text,
  pinned_at timestamptz not null default clock_timestamp(),
  primary key (workflow_id, node_id)
);

-- Somebody who waits at a trigger of a draft for the next event.
create table listener (
  workflow_id uuid not null,
  node_id text not null,
  -- JSON: what the trigger would be subscribed to.
  spec text not null,
  expires_at timestamptz not null,
  -- What was heard.
  event_id uuid,
  primary key (workflow_id, node_id)
);
`;

export class AddTests1764650000000 implements MigrationInterface {
  readonly name = 'AddTests1764650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pin, listener');
    await runner.query('alter table run drop column test, drop column test_data');
  }
}
