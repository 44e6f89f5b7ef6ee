/** The three tables of the sketch, with the indexes that its statements and a list of runs need. */
export const CREATE_TABLES = `
create table event (
  id uuid primary key, type text not null, source text not null, data text not null,
  received_at timestamptz not null default now()
);
create table run (
  id uuid primary key, event_id uuid not null, workflow_id uuid not null, version int not null, status text not null,
  lease_epoch int not null default 0, lease_until timestamptz, created_at timestamptz not null default now(),
  started_at timestamptz, finished_at timestamptz
);
create index on run (workflow_id, created_at desc);
create index on run (lease_until) where status in ('queued', 'running');
create table step (
  run_id uuid not null, node_id text not null, iteration int not null default 0, status text not null,
  input text, output text, started_at timestamptz, finished_at timestamptz, primary key (run_id, node_id, iteration)
)`;

export const ACCEPT = {
  name: 'accept',
  text: `
with accepted as (
  insert into event (id, type, source, data) select id, 'webhook', 'hook', data from unnest($1::uuid[], $2::text[]) e(id, data)
)
insert into run (id, event_id, workflow_id, version, status)
select run_id, event_id, $4, 1, 'queued' from unnest($3::uuid[], $1::uuid[]) r(run_id, event_id)`,
};

export const CLAIM = {
  name: 'claim',
  text: `
update run set status = 'running', lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() + '30 s',
  started_at = clock_timestamp()
from event e where run.id = any($1::uuid[]) and e.id = run.event_id and status = 'queued'
returning run.id, e.data`,
};

export const FINISH = {
  name: 'finish',
  text: `
with written as (
  insert into step (run_id, node_id, status, input, output, started_at, finished_at)
  select run_id, node_id, 'succeeded', input, output, clock_timestamp(), clock_timestamp()
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) s(run_id, node_id, input, output)
)
update run set status = 'succeeded', finished_at = clock_timestamp(), lease_until = null
where id = any($5::uuid[]) and status = 'running'`,
};
