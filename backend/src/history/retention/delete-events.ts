import { hasId } from '../../platform/database/by-id.js';
import type { Query } from './query.js';

/** Which events of a topic are deleted next. */
export interface EventsToDelete {
  type: string;
  /** Events with this id and later ones stay. */
  sinceId: string;
  /** Those until this one have been looked at. */
  afterId: string;
  /** Events stay whose runs have not ended, or ended since then; milliseconds since the epoch. */
  endedSince: number;
  limit: number;
}

/** What was deleted. */
export interface DeletedEvents {
  events: number;
  runs: number;
  steps: number;
}

/** Whoever is about to hand an event out again has locked it: it stays. */
const LOCK = `
select id from event where type = $1 and id < $2 and id > $3 order by id limit $4 for update skip locked`;

const DELETE = `
with gone as (
  select c.id from unnest($1::uuid[]) as c(id)
  where not exists (select from run where run.event_id = c.id and (finished_at is null or finished_at >= $2))
    and not exists (select from dead_letter d where d.event_id = c.id and d.status = 'open')
), runs as (
  delete from run using gone where run.event_id = gone.id returning run.id
), steps as (
  delete from step using runs where ${hasId('step.run_id', 'runs.id')} returning 1
), keys as (
  delete from run_key using runs where ${hasId('run_key.run_id', 'runs.id')}
), deliveries as (
  delete from delivery using gone where ${hasId('delivery.event_id', 'gone.id')}
), events as (
  delete from event using gone where ${hasId('event.id', 'gone.id')} returning 1
)
select (select count(*) from events)::int as events, (select count(*) from runs)::int as runs, (select count(*) from steps)::int as steps`;

/**
 * Deletes some events of a topic with all that hangs on them. Only with a second statement is sure to be seen what came
 * before they were locked.
 *
 * @param query runs within a transaction
 * @returns what was deleted, and the last event that was looked at; undefined if there are no more
 */
export async function deleteEvents(
  query: Query,
  { type, sinceId, afterId, endedSince, limit }: EventsToDelete,
): Promise<{ deleted: DeletedEvents; lastId: string } | undefined> {
  const locked = await query<{ id: string }>(LOCK, [type, sinceId, afterId, limit]);
  const last = locked.at(-1);
  if (!last) return undefined;
  const [deleted] = await query<DeletedEvents>(DELETE, [locked.map(({ id }) => id), new Date(endedSince)]);
  return { deleted: deleted ?? { events: 0, runs: 0, steps: 0 }, lastId: last.id };
}
