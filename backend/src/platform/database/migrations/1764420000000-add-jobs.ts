import type { MigrationInterface, QueryRunner } from 'typeorm';

const NO_REPLAY = `'00000000-0000-0000-0000-000000000000'`;

const ADD = `
-- Work on many things that goes on by itself, batch by batch.
create table job (
  id uuid primary key,
  kind text not null,
  title text not null,
  -- JSON: what is asked for.
  request text not null,
  status text not null default 'queued',
  -- JSON: how far it is; written with what it did.
  cursor text,
  total int,
  done int not null default 0,
  failed int not null default 0,
  is_cancel_requested boolean not null default false,
  lease_epoch int not null default 0,
  -- When somebody may take the job: at once, or when the lease of who has it ends. Null once it has ended.
  wake_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  error text
);
create index job_wake on job (wake_at) where wake_at is not null;
-- What became of the things that a job worked on.
create table job_result (
  job_id uuid not null references job on delete cascade,
  item_id text collate "C" not null,
  ok boolean not null,
  detail text,
  run_id uuid,
  primary key (job_id, item_id)
);

-- What a consumer could not work off: its run failed for good.
create table dead_letter (
  id uuid primary key,
  run_id uuid not null unique,
  event_id uuid not null,
  workflow_id uuid not null,
  trigger_node text not null,
  topic text not null,
  subject text,
  attempts int not null,
  -- JSON.
  error text,
  failed_at timestamptz not null,
  status text not null default 'open',
  resolved_at timestamptz,
  replay_run_id uuid
);
create index dead_letter_status on dead_letter (status, id desc);
create index dead_letter_workflow on dead_letter (workflow_id, id desc);
create index dead_letter_event on dead_letter (event_id);

-- Each time that an event is handed out again, its attempts are counted anew.
drop index run_attempt;
create unique index run_attempt on run (event_id, workflow_id, trigger_node, attempt, coalesce(replay_id, ${NO_REPLAY}))
  where attempt > 1;
`;

export class AddJobs1764420000000 implements MigrationInterface {
  readonly name = 'AddJobs1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index run_attempt;
create unique index run_attempt on run (event_id, workflow_id, trigger_node, attempt) where attempt > 1;
drop table dead_letter, job_result, job`);
  }
}
