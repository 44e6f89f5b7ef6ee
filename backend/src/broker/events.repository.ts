import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { EventDetail, EventListQuery } from '../contract/index.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { isId } from '../platform/ids.js';
import type { DeliveryRow } from './delivery-outcome.js';
import { Event } from './event.entity.js';
import { runAhead } from './ordering/run-ahead.js';

/** Those that ran have a run, the others a reason; a run that failed for good, and was not made up for, a dead letter. */
const FIND_DELIVERIES: Statement = {
  name: 'find-deliveries',
  text: `
select found.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName", found.node_id as trigger, outcome, reason,
  run_id as "runId", held, ahead, error, is_replay as "isReplay", is_test as "isTest", is_lettered as "isLettered", is_fresh and w.paused_at is not null as "isPaused"
from (
  select r.workflow_id, r.trigger_node as node_id, 'run' as outcome, null as reason, r.id as run_id, r.held, ${runAhead('r')} as ahead,
    case when r.status = 'cancelled' or d.id is not null then r.error end as error,
    r.status = 'queued' and r.lease_epoch = 0 and not r.even_if_paused and r.parent_run_id is null as is_fresh,
    r.replay_id is not null and r.test is null as is_replay, r.test is not null as is_test, d.id is not null as is_lettered
  from run r left join dead_letter d on d.run_id = r.id and d.status = 'open' where r.event_id = $1
  union all
  select workflow_id, node_id, outcome, reason, null, null, null, null, false, false, false, false from delivery where event_id = $1
) found left join workflow w on w.id = found.workflow_id
order by "workflowName", trigger, run_id`,
};

const FIND_EFFECTS: Statement = {
  name: 'find-effects',
  text: `
select e.id as "eventId", e.type, e.cause_run_id as "runId"
from run r join event e on e.cause_run_id = r.id where r.event_id = $1 order by e.id`,
};

const FIND_EVENT_OF_RUN: Statement = {
  name: 'find-event-of-run',
  text: 'select event_id as "eventId" from run where id = $1',
};

/** The event log in the database. */
@Injectable()
export class EventsRepository {
  constructor(
    @InjectRepository(Event) private readonly events: Repository<Event>,
    private readonly sql: Sql,
  ) {}

  /** Newest first; `cursor` is the id of the last one of the page before. */
  list({ limit, cursor, type, subject, from, to }: EventListQuery): Promise<Event[]> {
    const query = this.events.createQueryBuilder('event').orderBy('event.id', 'DESC').take(limit);
    if (cursor && isId(cursor)) query.andWhere('event.id < :cursor', { cursor });
    if (type) query.andWhere('event.type = :type', { type });
    if (subject) query.andWhere('event.subject = :subject', { subject });
    if (from) query.andWhere('event.receivedAt >= :from', { from });
    if (to) query.andWhere('event.receivedAt < :to', { to });
    return query.getMany();
  }

  async find(id: string): Promise<Event | null> {
    return isId(id) ? this.events.findOneBy({ id }) : null;
  }

  deliveries(eventId: string): Promise<DeliveryRow[]> {
    return this.sql.run(FIND_DELIVERIES, [eventId]);
  }

  effects(eventId: string): Promise<EventDetail['effects']> {
    return this.sql.run(FIND_EFFECTS, [eventId]);
  }

  /** Undefined if the run is no longer kept. */
  async eventOfRun(runId: string): Promise<string | undefined> {
    const [run] = await this.sql.run<{ eventId: string }>(FIND_EVENT_OF_RUN, [runId]);
    return run?.eventId;
  }
}
