import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
-- Who published a version, by name: people and keys may be gone when it is read. Null for what was published before.
alter table workflow_version add column published_by text, add column note text not null default '';

-- States of a draft that somebody gave a name. Never changed once written.
create table workflow_checkpoint (
  id uuid primary key,
  workflow_id uuid not null,
  name text not null,
  graph text not null,
  settings text not null,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp()
);
create index workflow_checkpoint_workflow on workflow_checkpoint (workflow_id, id desc);
`;

export class AddCheckpoints1764510000000 implements MigrationInterface {
  readonly name = 'AddCheckpoints1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table workflow_checkpoint');
    await runner.query('alter table workflow_version drop column published_by, drop column note');
  }
}
