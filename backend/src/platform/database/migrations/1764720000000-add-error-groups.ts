import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
-- The group that a failed run belongs to. Runs that do not fail are not in the index, and cost it nothing.
alter table run add column error_group text;
create index run_error_group on run (error_group, id) where error_group is not null;

-- Failures of the same kind: of one step of a workflow, in the same way.
create table error_group (
  fingerprint text primary key,
  workflow_id uuid not null,
  -- Null where runs failed as a whole.
  node_id text,
  code text not null,
  -- That of the last one, as are the times of it.
  message text not null,
  last_run_id uuid not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  count int not null,
  -- The numbers of the versions that failed so.
  versions int[] not null,
  resolved_at timestamptz,
  -- When it failed again after it had been resolved.
  regressed_at timestamptz
);
create index error_group_seen on error_group (last_seen_at desc, fingerprint desc);
`;

export class AddErrorGroups1764720000000 implements MigrationInterface {
  readonly name = 'AddErrorGroups1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_group');
    await runner.query('drop index run_error_group');
    await runner.query('alter table run drop column error_group');
  }
}
