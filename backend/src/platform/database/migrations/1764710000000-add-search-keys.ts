import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Found by name and value, the newest run first; the primary key tells those of a run. */
const CREATE_KEYS = `
create table run_key (
  run_id uuid not null,
  name text not null,
  value text not null,
  primary key (run_id, name)
) partition by range (run_id);
create index run_key_value on run_key (name, value, run_id desc)`;

/** The days of the runs. */
const FIND_DAYS = `
select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'run'::regclass`;

/** Few runs are in these states, of which a list has to find the newest among many others. */
const INDEX_STATES = `
create index run_status on run (status, id desc) where status in ('failed', 'cancelled', 'waiting');
drop index run_failed`;

/** What runs can be found by has a table of its own: runs of workflows that declare nothing cost nothing. */
export class AddSearchKeys1764710000000 implements MigrationInterface {
  readonly name = 'AddSearchKeys1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREATE_KEYS);
    const days = await runner.manager.query<{ name: string; bound: string }[]>(FIND_DAYS);
    for (const { name, bound } of days)
      await runner.query(`create table run_key${name.slice('run'.length)} partition of run_key ${bound}`);
    await runner.query(INDEX_STATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create index run_failed on run (id desc) where status = 'failed'; drop index run_status`);
    await runner.query('drop table run_key');
  }
}
