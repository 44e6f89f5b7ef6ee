import { Injectable } from '@nestjs/common';
import type { ChainEvent, ChainRun, EventChain, RunError, RunStatus } from '../contract/index.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId } from '../platform/ids.js';

/** Of a chain, so many runs and so many events are told at most. */
const MOST = 1000;

interface EventRow {
  id: string;
  type: string;
  source: string;
  subject: string | null;
  time: Date;
  receivedAt: Date;
  causeRunId: string | null;
  causeNodeId: string | null;
}

interface RunRow extends Omit<ChainRun, 'status' | 'createdAt' | 'startedAt' | 'finishedAt' | 'error'> {
  status: RunStatus;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** JSON. */
  error: string | null;
}

const EVENT = `
id, type, source, subject, time, received_at as "receivedAt", cause_run_id as "causeRunId", cause_node_id as "causeNodeId"`;

const FIND_ROOT: Statement = { name: 'find-root-event', text: 'select root_id as "rootId" from event where id = $1' };

const FIND_EVENTS: Statement = {
  name: 'find-chain-events',
  text: `select ${EVENT} from event where id = any($1::uuid[]) order by id`,
};

const FIND_CAUSED: Statement = {
  name: 'find-caused-events',
  text: `select ${EVENT} from event where cause_run_id = any($1::uuid[]) order by id limit $2`,
};

const FIND_RUNS: Statement = {
  name: 'find-chain-runs',
  text: `
select r.id, r.event_id as "eventId", r.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName",
  v.number as "workflowVersion", r.trigger_node as trigger, r.status, r.attempt, r.replay_id is not null as replay,
  r.test is not null as test,
  r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error
from run r left join workflow w on w.id = r.workflow_id left join workflow_version v on v.id = r.version_id
where r.event_id = any($1::uuid[]) order by r.id limit $2`,
};

/** Tells everything that came of an event: its runs, what these published, and so on. */
@Injectable()
export class EventChains {
  constructor(private readonly sql: Sql) {}

  /**
   * The whole chain that an event belongs to, from its first event on, as far as it is still kept.
   *
   * @throws AppError `NOT_FOUND`
   */
  async of(eventId: string): Promise<EventChain> {
    const [found] = isId(eventId) ? await this.sql.run<{ rootId: string }>(FIND_ROOT, [eventId]) : [];
    if (!found) throw new AppError('NOT_FOUND', 'There is no such event.');
    // Where the beginning is no longer kept, the chain goes on from the event itself.
    const events = new Map<string, EventRow>();
    const runs = new Map<string, RunRow>();
    let isTruncated = false;
    let level = await this.sql.run<EventRow>(FIND_EVENTS, [[found.rootId, eventId]]);
    while (level.length > 0) {
      for (const event of level) events.set(event.id, event);
      const begun = await this.sql.run<RunRow>(FIND_RUNS, [level.map(({ id }) => id), MOST - runs.size + 1]);
      for (const run of begun) runs.set(run.id, run);
      const caused = await this.sql.run<EventRow>(FIND_CAUSED, [begun.map(({ id }) => id), MOST - events.size + 1]);
      level = caused.filter(({ id }) => !events.has(id));
      isTruncated = runs.size > MOST || events.size + level.length > MOST;
      if (isTruncated) break;
    }
    return {
      rootEventId: found.rootId,
      events: inOrder([...events.values()])
        .slice(0, MOST)
        .map(toEvent),
      runs: inOrder([...runs.values()])
        .slice(0, MOST)
        .map(toRun),
      isTruncated,
    };
  }
}

function inOrder<Row extends { id: string }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toEvent({ causeRunId, causeNodeId, time, receivedAt, ...row }: EventRow): ChainEvent {
  return {
    ...row,
    time: time.toISOString(),
    receivedAt: receivedAt.toISOString(),
    cause: causeRunId === null || causeNodeId === null ? null : { runId: causeRunId, nodeId: causeNodeId },
  };
}

function toRun({ createdAt, startedAt, finishedAt, error, ...row }: RunRow): ChainRun {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    ...(error !== null && { error: JSON.parse(error) as RunError }),
  };
}
