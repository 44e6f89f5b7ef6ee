import { toStatuses, type BulkRuns, type RunStatus } from '../contract/index.js';
import { CLOCK_SKEW_MS, isId, oldestIdAt } from '../platform/ids.js';
import { parseRunQuery, type RunQuery } from './parse-run-query.js';

/** Which runs are meant. */
export type RunFilter = BulkRuns['filter'];

/** What of a query of runs is needed to narrow it. */
interface Query {
  andWhere(condition: string, values?: Record<string, unknown>): unknown;
  innerJoin(table: string, alias: string, on: string, values: Record<string, unknown>): unknown;
}

/** The states that few runs are in, so that they have an index of their own. */
const RARE: readonly RunStatus[] = ['failed', 'cancelled', 'waiting'];

/** A filter that was read: what an index answers of it, and what runs have to be looked at for. */
export interface FilterParts {
  /** Narrows a query of runs to those that indexes find. */
  narrow: (query: Query) => void;
  /** Leaves out what does not fit among them; absent if there is nothing more to ask. */
  sift: ((query: Query) => void) | undefined;
}

/**
 * Reads the one filter of runs: for lists, and for what is done with all that are listed. The queries are of `run`, joined
 * with its `workflow` and `version`.
 *
 * @param tagged the workflows that have the tag that is asked for
 * @throws AppError `REQUEST_INVALID` if `q` cannot be read
 */
export function readFilter(filter: RunFilter, tagged: readonly string[] | undefined): FilterParts {
  const search = parseRunQuery(filter.q);
  const sifts = siftsOf(filter, search.texts, tagged);
  return {
    narrow: (query) => narrow(query, filter, search),
    sift: sifts.length === 0 ? undefined : (query) => sifts.forEach((sift) => sift(query)),
  };
}

function narrow(query: Query, filter: RunFilter, search: RunQuery): void {
  const { workflowId, status, eventId, errorGroup, from, to, ids } = filter;
  // Whatever could not be an id fits nothing.
  if ([workflowId, eventId].some((id) => id !== undefined && !isId(id))) query.andWhere('false');
  if (workflowId && isId(workflowId)) query.andWhere('run.workflowId = :workflowId', { workflowId });
  if (eventId && isId(eventId)) query.andWhere('run.eventId = :eventId', { eventId });
  if (errorGroup !== undefined) query.andWhere('run.error_group = :errorGroup', { errorGroup });
  if (ids) query.andWhere('run.id = any(:ids)', { ids: ids.filter(isId) });
  if (isRare(status)) query.andWhere('run.status = :status', { status });
  narrowTime(query, from, to);
  search.keys.forEach(({ name, value }, index) => {
    const on = `key${index}.run_id = run.id and key${index}.name = :name${index} and key${index}.value = :value${index}`;
    query.innerJoin('run_key', `key${index}`, on, { [`name${index}`]: name, [`value${index}`]: value });
  });
}

/** The days are known by the ids, whose clock is another one than that of the times. */
function narrowTime(query: Query, from: string | undefined, to: string | undefined): void {
  if (from) {
    const fromId = oldestIdAt(Date.parse(from) - CLOCK_SKEW_MS);
    query.andWhere('run.createdAt >= :from and run.id >= :fromId', { from, fromId });
  }
  if (to) {
    const toId = oldestIdAt(Date.parse(to) + CLOCK_SKEW_MS);
    query.andWhere('run.createdAt < :to and run.id < :toId', { to, toId });
  }
}

function isRare(status: string | undefined): boolean {
  return RARE.some((rare) => rare === status);
}

type Sift = (query: Query) => void;

function siftsOf(filter: RunFilter, texts: readonly string[], tagged: readonly string[] | undefined): Sift[] {
  const { status, version, trigger, topic, minDurationMs } = filter;
  const sifts: Sift[] = texts.map((text, index) => (query) => siftText(query, text, index));
  const add = (condition: string, values: Record<string, unknown>): void => {
    sifts.push((query) => query.andWhere(condition, values));
  };
  if (status !== undefined && !isRare(status)) add('run.status = any(:statuses)', { statuses: toStatuses(status) });
  if (version !== undefined) add('version.number = :version', { version });
  if (trigger !== undefined) add('run.trigger = :trigger', { trigger });
  if (topic !== undefined)
    add('exists (select from event e where e.id = any(array[run.event_id]) and e.type = :topic)', { topic });
  if (minDurationMs !== undefined)
    add(`coalesce(run.finishedAt, clock_timestamp()) - run.startedAt >= :minDuration * interval '1 ms'`, {
      minDuration: minDurationMs,
    });
  if (tagged) add('run.workflowId = any(:tagged)', { tagged });
  return sifts;
}

/** Of an id the beginning is meant, or the end, which is what lists show. */
function siftText(query: Query, text: string, index: number): void {
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  const [pattern, id] = [`text${index}`, `id${index}`];
  const isPartOfId = /^[0-9a-f-]{4,36}$/i.test(text);
  const ofId = isPartOfId ? ` or run.id::text like :${id} || '%' or run.id::text like '%' || :${id}` : '';
  query.andWhere(`(workflow.name ilike :${pattern} or run.error ilike :${pattern}${ofId})`, {
    [pattern]: `%${escaped}%`,
    ...(isPartOfId && { [id]: text.toLowerCase() }),
  });
}
