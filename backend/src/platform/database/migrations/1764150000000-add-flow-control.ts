import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What holds runs back: paused workflows, and limits to how many run. */
const ADD = `
alter table workflow add column paused_at timestamptz;
create index workflow_paused on workflow (id) where paused_at is not null;

-- JSON: what limits the runs of this subscription's workflow, if anything does.
alter table subscription add column limits text;

-- Somebody asked for this run: it begins although its workflow is paused.
alter table run add column even_if_paused boolean not null default false;
create index run_paused on run (workflow_id, id) where status = 'queued' and held = '{"type":"paused"}';

-- A run that its workflow's limits apply to, from its acceptance to its end. The limits are those that it was accepted
-- under. Stages: debounce or batch (waits with others of its gather key), begin (waits for its turn), under-way.
create table flow_run (
  run_id uuid primary key,
  workflow_id uuid not null,
  stage text not null,
  gather_key text not null default '',
  batch_size int,
  concurrency_key text not null default '',
  concurrency_limit int,
  throttle_key text not null default '',
  throttle_limit int,
  throttle_period_ms int,
  -- When the run is to be looked at although nothing happens: its wait ends, or the next of its key may begin.
  due timestamptz
);
create index flow_run_gathered on flow_run (workflow_id, gather_key, run_id) where stage in ('debounce', 'batch');
create index flow_run_waiting on flow_run (workflow_id, concurrency_key, throttle_key, run_id) where stage = 'begin';
create index flow_run_slot on flow_run (workflow_id, concurrency_key) where stage = 'under-way';
create index flow_run_due on flow_run (due) where due is not null;

-- How many runs of a throttle's key began at a time, for as long as its period looks back.
create table flow_begin (
  workflow_id uuid not null,
  key text not null,
  at timestamptz not null,
  runs int not null,
  expires_at timestamptz not null
);
create index flow_begin_key on flow_begin (workflow_id, key, at);
create index flow_begin_expiry on flow_begin (expires_at);
`;

export class AddFlowControl1764150000000 implements MigrationInterface {
  readonly name = 'AddFlowControl1764150000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table flow_begin, flow_run');
    await runner.query('drop index run_paused');
    await runner.query('alter table run drop column even_if_paused');
    await runner.query('alter table subscription drop column limits');
    await runner.query('alter table workflow drop column paused_at');
  }
}
