import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
-- JSON: under which key the events of this subscription are worked off in order, if under any.
alter table subscription add column ordering text;

-- The lane that the run stood in, and its place there; null for the many that nothing orders.
alter table run add column order_key text, add column order_seq bigint;

-- The runs of a trigger with one ordering key. Its row is locked by whoever accepts an event for it, until the commit: so
-- the numbers are in the order of the commits, which those of a sequence would not be. Nobody else locks it.
create table order_lane (
  workflow_id uuid not null,
  node_id text not null,
  key text not null,
  last_seq bigint not null,
  used_at timestamptz not null,
  primary key (workflow_id, node_id, key)
) with (fillfactor = 60);

-- The runs of a lane that have not left it. The first of them is the only one that may be under way.
create table ordered_run (
  workflow_id uuid not null,
  node_id text not null,
  key text not null,
  seq bigint not null,
  run_id uuid not null,
  on_dead_letter text not null,
  -- It has failed for good, and those behind it wait until somebody makes up for it or gives it up.
  blocked boolean not null default false,
  -- The failed run whose place a retry or a replay has taken.
  stands_for uuid,
  primary key (workflow_id, node_id, key, seq)
);
`;

export class AddOrdering1764430000000 implements MigrationInterface {
  readonly name = 'AddOrdering1764430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ordered_run, order_lane');
    await runner.query('alter table run drop column order_key, drop column order_seq');
    await runner.query('alter table subscription drop column ordering');
  }
}
