import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Payloads are `text` that holds JSON: `jsonb` refuses `\u0000` and lone surrogates, which real events contain.
 * Ids are UUID version 7, so the primary keys are in the order of time too.
 */
const TABLES = `
create table app_user (
  id uuid primary key,
  email text not null unique,
  name text not null,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create table user_session (
  token_hash text primary key,
  user_id uuid not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table api_key (
  id uuid primary key,
  name text not null,
  prefix text not null,
  key_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz
);

create table workflow (
  id uuid primary key,
  name text not null,
  graph text not null,
  graph_hash text not null,
  settings text not null,
  revision int not null default 0,
  published_version int,
  published_hash text,
  trigger_types text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create table workflow_version (
  id uuid primary key,
  workflow_id uuid not null references workflow,
  number int,
  name text not null,
  graph text not null,
  graph_hash text not null,
  settings text not null,
  created_at timestamptz not null default now(),
  unique (workflow_id, number)
);
-- A draft that is tried out is kept once for each of its states.
create unique index workflow_version_draft on workflow_version (workflow_id, graph_hash) where number is null;

create table subscription (
  workflow_id uuid not null references workflow,
  node_id text not null,
  version_id uuid not null references workflow_version,
  node_type text not null,
  pattern text not null,
  source text,
  filter text,
  route text unique,
  params text not null,
  primary key (workflow_id, node_id)
);

create table event (
  id uuid primary key,
  type text not null,
  source text not null,
  subject text,
  time timestamptz not null,
  external_id text,
  data text not null,
  received_at timestamptz not null default now(),
  root_id uuid not null,
  cause_run_id uuid,
  cause_node_id text,
  hops smallint not null default 0
);
create index event_type on event (type, id desc);
create index event_cause on event (cause_run_id) where cause_run_id is not null;
-- The same key of the same source is the same event, for as long as producers retry.
create table event_key (
  source text not null,
  key text not null,
  event_id uuid not null,
  body_hash text not null,
  expires_at timestamptz not null,
  primary key (source, key)
);
create index event_key_expiry on event_key (expires_at);
-- Why a subscription did not run; that it did is told by its run.
create table delivery (
  event_id uuid not null,
  workflow_id uuid not null,
  node_id text not null,
  outcome text not null,
  reason text,
  primary key (event_id, workflow_id, node_id)
);

create table run (
  id uuid primary key,
  event_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  trigger_node text not null,
  attempt int not null default 1,
  status text not null,
  lease_epoch int not null default 0,
  -- When the sweep has to look at the run again: lost wake-up, expired lease, or a timer. Null once it has ended.
  wake_at timestamptz,
  wants_output boolean not null default false,
  retry_of uuid,
  root_event_id uuid not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  error text,
  output text,
  unique (event_id, workflow_id, trigger_node, attempt)
);
create index run_workflow on run (workflow_id, id desc);
create index run_wake on run (wake_at) where wake_at is not null;
create index run_failed on run (id desc) where status = 'failed';
create table step (
  run_id uuid not null,
  node_id text not null,
  iteration text not null default '',
  status text not null,
  port text,
  output text,
  error text,
  attempts text,
  wake_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (run_id, node_id, iteration)
);
`;

export class CreateTables1764000000000 implements MigrationInterface {
  readonly name = 'CreateTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table step, run, delivery, event_key, event, subscription, workflow_version, workflow, api_key, user_session, app_user',
    );
  }
}
