import type pg from 'pg';
import type { History } from './history.js';

/** The processes of a test, each a database user of its own, so that the database knows who writes. */
export const SLOTS = ['api', 'worker_1', 'worker_2'] as const;

export type Slot = (typeof SLOTS)[number];

/**
 * Has the database itself note every change of a run and every result that is written: the tables of the program only
 * show what was left in the end.
 */
const AUDIT = `
create table run_change (
  id bigserial, at timestamptz default clock_timestamp(), run_id uuid, from_status text, to_status text, epoch int, writer text
);
create table result_write (
  id bigserial, at timestamptz default clock_timestamp(), run_id uuid, node_id text, iteration text, epoch int, writer text
);
create function note_run_change() returns trigger language plpgsql as $$ begin
  insert into run_change (run_id, from_status, to_status, epoch, writer)
  values (new.id, old.status, new.status, new.lease_epoch, session_user);
  return null;
end $$;
create function note_result() returns trigger language plpgsql as $$ begin
  insert into result_write (run_id, node_id, iteration, epoch, writer)
  select new.run_id, new.node_id, new.iteration, lease_epoch, session_user from run where id = new.run_id;
  return null;
end $$;
create trigger note_run_change after update on run for each row
  when (old.status <> new.status or old.lease_epoch <> new.lease_epoch) execute function note_run_change();
-- A run may begin in the process that accepted its event.
create trigger note_owned_run after insert on run for each row
  when (new.status = 'running') execute function note_run_change();
create trigger note_result after insert or update on step for each row
  when (new.status in ('succeeded', 'failed', 'skipped', 'cancelled')) execute function note_result();
`;

export async function installAudit(pool: pg.Pool): Promise<void> {
  await pool.query(AUDIT);
}

/** What the database says after a test. */
export async function readRows(pool: pg.Pool): Promise<Omit<History, 'client' | 'sink'>> {
  const all = async <Row>(sql: string): Promise<Row[]> => (await pool.query(sql)).rows as Row[];
  return {
    events: await all(`
      select id, type, source, coalesce(data::json -> 'body' ->> 'op', data::json ->> 'op') as op,
        cause_run_id as "causeRunId", cause_node_id as "causeNodeId" from event`),
    runs: await all(`
      select r.id, event_id as "eventId", workflow_id as "workflowId", trigger_node as "triggerNode", w.name as workflow,
        status, take_overs as "takeOvers", order_key as "orderKey", order_seq::float8 as "orderSeq" from run r join workflow w on w.id = r.workflow_id`),
    steps: await all(`
      select run_id as "runId", node_id as "nodeId", iteration, status,
        (extract(epoch from started_at) * 1000)::float8 as "startedAt" from step`),
    subscriptions: await all(
      'select workflow_id as "workflowId", node_id as "nodeId", pattern as type, source from subscription',
    ),
    deliveries: await all(
      'select event_id as "eventId", workflow_id as "workflowId", node_id as "nodeId" from delivery',
    ),
    runChanges: await all(`
      select (extract(epoch from at) * 1000)::float8 as at, run_id as "runId", from_status as "from", to_status as "to",
        epoch, writer from run_change order by id`),
    results: await all(`
      select (extract(epoch from at) * 1000)::float8 as at, run_id as "runId", node_id as "nodeId", iteration, epoch, writer
      from result_write order by id`),
  };
}

/** How many runs have not ended yet. */
export async function countOpenRuns(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from run where finished_at is null',
  );
  return rows[0]?.count ?? 0;
}
