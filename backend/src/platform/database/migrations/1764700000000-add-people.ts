import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
alter table app_user add column disabled_at timestamptz, add column last_login_at timestamptz;

-- What was done, by whom. Each entry's hash is of the entry and of the hash before, so that nobody can change one unseen.
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  target_type text not null,
  target_id text,
  target_name text,
  target_part text,
  request_id text not null,
  ip text not null,
  hash bytea not null
);
create index audit_entry_target on audit_entry (target_id, seq) where target_name is not null;
create index audit_entry_at on audit_entry (at);

-- One row: the last entry, and the last of those that are not kept any longer. Whoever appends has it locked.
create table audit_chain (
  is_only boolean primary key default true check (is_only),
  seq bigint not null,
  hash bytea not null,
  pruned_seq bigint not null,
  pruned_hash bytea not null
);
insert into audit_chain (seq, hash, pruned_seq, pruned_hash) values (0, '', 0, '');

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is never changed';
end $$;
create trigger audit_entry_is_final before update or truncate on audit_entry
  for each statement execute function refuse_audit_change();
`;

export class AddPeople1764700000000 implements MigrationInterface {
  readonly name = 'AddPeople1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_entry, audit_chain');
    await runner.query('drop function refuse_audit_change');
    await runner.query('alter table app_user drop column disabled_at, drop column last_login_at');
  }
}
