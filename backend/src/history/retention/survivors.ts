import { oldestIdAt } from '../../platform/ids.js';
import { TABLE_NAMES, TABLES, within, type PartitionTable, type TableName } from './partition-tables.js';
import type { Query } from './query.js';
import type { Span } from './span.js';

/** What of a time outlives it, and where it is gathered. */
export interface Survival {
  span: Span;
  /** The tables that it is copied to. */
  into: Record<TableName, string>;
  /** Runs that ended since then stay for a while, however old they are; milliseconds since the epoch. */
  endedSince: number;
  /** Topics that are kept longer, and the first id of theirs that is kept. */
  topics: readonly { type: string; sinceId: string }[];
}

/** `version` is that of the row that was copied; each change of a run, and of its steps, makes another one. */
const CREATE_NOTES = `
create temporary table kept_event (id uuid primary key, is_copied boolean not null default false) on commit drop;
create temporary table kept_run (id uuid primary key, version xid not null, is_copied boolean not null default false) on commit drop`;

/** Above so many runs it takes too long to look through all of them while everybody waits. */
const MANY_RUNS = 100_000;

/**
 * Makes runs that have not ended easy to find where there are many others: by an index that few rows are in and that goes
 * with the table. It must not be called within a transaction.
 */
export async function indexOpenRuns(
  query: Query,
  tables: readonly PartitionTable[],
  endedSince: number,
): Promise<void> {
  for (const { name, rows } of tables)
    if (rows > MANY_RUNS)
      await query(`create index concurrently if not exists ${name}_open on ${name} (id) where ${isOpen(endedSince)}`);
}

function isOpen(endedSince: number): string {
  return `(finished_at is null or finished_at >= '${new Date(endedSince).toISOString()}'::timestamptz)`;
}

/** Makes the tables that survivors are copied to. Their checks spare the database a look at them when they are attached. */
export async function prepareSurvival(query: Query, { span, into }: Survival): Promise<void> {
  await query(CREATE_NOTES);
  for (const table of TABLE_NAMES) {
    await query(`create table ${into[table]} (like ${table} including all)`);
    await query(`alter table ${into[table]} add constraint span check (${within(TABLES[table], span)})`);
  }
}

/**
 * Copies what survives: runs that have not ended or ended lately, and those that they called; events that these, runs of
 * another time or open dead letters are about, and those of topics that are kept longer; and all runs, steps and
 * deliveries of these events.
 *
 * It is called twice: while everybody is at work, and again for what has changed since, while nobody is ($isLast). What
 * topics keep does not change, and it may be much.
 *
 * @returns how many events and runs survive
 */
export async function copySurvivors(query: Query, survival: Survival, isLast: boolean): Promise<Survivors> {
  await noteOpenRuns(query, survival);
  await noteEvents(query, survival);
  if (!isLast) await noteEventsOfTopics(query, survival);
  await noteRunsOfEvents(query, survival);
  await query('analyze kept_event');
  await query('analyze kept_run');
  await copyNoted(query, survival);
  const [counts] = await query<Survivors>(
    `select (select count(*) from kept_event)::int as events, (select count(*) from kept_run)::int as runs`,
  );
  return counts ?? { events: 0, runs: 0 };
}

export interface Survivors {
  events: number;
  runs: number;
}

const NOTE_AGAIN = `
on conflict (id) do update set version = excluded.version, is_copied = false where kept_run.version <> excluded.version`;

async function noteOpenRuns(query: Query, { span, endedSince }: Survival): Promise<void> {
  await query(`
insert into kept_run (id, version)
select id, xmin from run where ${within('id', span)} and ${isOpen(endedSince)}${NOTE_AGAIN}`);
  await query(`
insert into kept_run (id, version)
select called.id, called.xmin from kept_run k join run called on called.parent_run_id = k.id
where ${within('called.id', span)}${NOTE_AGAIN}`);
}

async function noteEvents(query: Query, { span }: Survival): Promise<void> {
  const ofTime = within('event_id', span);
  const before = span.since === null ? 'false' : within('id', { since: null, until: span.since });
  await query(`
insert into kept_event (id)
select r.event_id from kept_run k join run r on r.id = k.id where not k.is_copied and ${within('r.id', span)} and ${ofTime}
union select event_id from run where id >= '${oldestIdAt(span.until)}' and ${ofTime}
union select event_id from run where ${before} and ${ofTime}
union select event_id from dead_letter where status = 'open' and ${ofTime}
on conflict do nothing`);
}

async function noteEventsOfTopics(query: Query, { span, topics }: Survival): Promise<void> {
  if (topics.length === 0) return;
  await query(
    `
insert into kept_event (id)
select e.id from event e join unnest($1::text[], $2::uuid[]) as topic(type, since_id) on e.type = topic.type and e.id >= topic.since_id
where ${within('e.id', span)} on conflict do nothing`,
    [topics.map(({ type }) => type), topics.map(({ sinceId }) => sinceId)],
  );
}

async function noteRunsOfEvents(query: Query, { span }: Survival): Promise<void> {
  await query(`
insert into kept_run (id, version)
select r.id, r.xmin from kept_event k join run r on r.event_id = k.id where not k.is_copied and ${within('r.id', span)}${NOTE_AGAIN}`);
}

async function copyNoted(query: Query, { span, into }: Survival): Promise<void> {
  await query(`delete from ${into.step} c using kept_run k where c.run_id = k.id and not k.is_copied`);
  await query(`delete from ${into.run_key} c using kept_run k where c.run_id = k.id and not k.is_copied`);
  await query(`delete from ${into.run} c using kept_run k where c.id = k.id and not k.is_copied`);
  for (const table of TABLE_NAMES) {
    const key = TABLES[table];
    const noted = table === 'event' || table === 'delivery' ? 'kept_event' : 'kept_run';
    await query(`
insert into ${into[table]} select t.* from ${noted} k join ${table} t on t.${key} = k.id
where not k.is_copied and ${within(`t.${key}`, span)}`);
  }
  await query('update kept_event set is_copied = true where not is_copied');
  await query('update kept_run set is_copied = true where not is_copied');
}
