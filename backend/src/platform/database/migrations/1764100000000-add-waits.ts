import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run needs to wait for something, and to be told that it came. */
const ADD = `
alter table run
  -- The step that started this run as its child.
  add column parent_run_id uuid,
  add column parent_node_id text,
  add column parent_iteration text,
  -- Something in \`signal\` has come since the run was claimed.
  add column signaled boolean not null default false,
  -- How often a lease ended without a word since the run last got anywhere.
  add column take_overs int not null default 0,
  -- The key of its workflow's limits (concurrency, throttle ...); null where it has none.
  add column flow_key text,
  -- JSON: why a run that was accepted does not begin.
  add column held text;
create index run_parent on run (parent_run_id) where parent_run_id is not null;

alter table step
  -- JSON: what the step waits for.
  add column wait text,
  -- JSON: the lines that it wrote.
  add column logs text;
create index step_waiting on step (run_id, node_id, iteration) where wait is not null;

-- What came for a run that waits: a decision, an event, the end of a child, the wish to cancel it.
create table signal (
  id uuid primary key,
  run_id uuid not null,
  node_id text,
  iteration text not null default '',
  kind text not null,
  payload text,
  created_at timestamptz not null default now()
);
create index signal_run on signal (run_id);

-- The standing interest of a step in an event.
create table event_wait (
  run_id uuid not null,
  node_id text not null,
  iteration text not null default '',
  pattern text not null,
  match text,
  scope text,
  since timestamptz not null,
  primary key (run_id, node_id, iteration)
);

create table key_value (
  key text primary key,
  value text not null,
  updated_at timestamptz not null default now(),
  expires_at timestamptz
);
create index key_value_expiry on key_value (expires_at) where expires_at is not null;
-- What a step made of a key: tried again, it finds its result here and changes nothing.
create table key_value_change (
  idempotency_key text primary key,
  result text not null,
  created_at timestamptz not null default now()
);
create index key_value_change_age on key_value_change (created_at);
`;

export class AddWaits1764100000000 implements MigrationInterface {
  readonly name = 'AddWaits1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table key_value_change, key_value, event_wait, signal');
    await runner.query('alter table step drop column wait, drop column logs');
    await runner.query(
      'alter table run drop column parent_run_id, drop column parent_node_id, drop column parent_iteration, drop column signaled, drop column take_overs, drop column flow_key, drop column held',
    );
  }
}
