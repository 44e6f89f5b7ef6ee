import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Delivery, EventDetail, EventListQuery, Page, StoredEvent } from '../contract/index.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId } from '../platform/ids.js';
import { Event } from './event.entity.js';

/** What became of an event at every subscription: those that ran have a run, the others a reason. */
const FIND_DELIVERIES: Statement = {
  name: 'find-deliveries',
  text: `
select found.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName", found.node_id as trigger, outcome, reason, run_id as "runId"
from (
  select workflow_id, trigger_node as node_id, 'run' as outcome, null as reason, id as run_id from run where event_id = $1
  union all
  select workflow_id, node_id, outcome, reason, null from delivery where event_id = $1
) found left join workflow w on w.id = found.workflow_id
order by "workflowName", trigger, run_id`,
};

const FIND_EFFECTS: Statement = {
  name: 'find-effects',
  text: `
select e.id as "eventId", e.type, e.cause_run_id as "runId"
from run r join event e on e.cause_run_id = r.id where r.event_id = $1 order by e.id`,
};

const FIND_CAUSE: Statement = {
  name: 'find-cause',
  text: 'select event_id as "eventId" from run where id = $1',
};

/** Events as they are shown. */
@Injectable()
export class EventsRepository {
  constructor(
    @InjectRepository(Event) private readonly events: Repository<Event>,
    private readonly sql: Sql,
  ) {}

  async list({ limit, cursor, type, subject, from, to }: EventListQuery): Promise<Page<StoredEvent>> {
    const query = this.events
      .createQueryBuilder('event')
      .orderBy('event.id', 'DESC')
      .take(limit + 1);
    if (cursor && isId(cursor)) query.andWhere('event.id < :cursor', { cursor });
    if (type) query.andWhere('event.type = :type', { type });
    if (subject) query.andWhere('event.subject = :subject', { subject });
    if (from) query.andWhere('event.receivedAt >= :from', { from });
    if (to) query.andWhere('event.receivedAt < :to', { to });
    const rows = await query.getMany();
    const items = rows.slice(0, limit).map(toView);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async detail(id: string): Promise<EventDetail> {
    const row = isId(id) ? await this.events.findOneBy({ id }) : null;
    if (!row) throw new AppError('NOT_FOUND', 'There is no such event.');
    const deliveries = await this.sql.run<NullsAsAbsent<Delivery>>(FIND_DELIVERIES, [id]);
    const effects = await this.sql.run<EventDetail['effects'][number]>(FIND_EFFECTS, [id]);
    const cause = await this.causeOf(row);
    return { event: toView(row), deliveries: deliveries.map(dropNulls), effects, ...(cause && { cause }) };
  }

  private async causeOf({ causeRunId, causeNodeId }: Event): Promise<EventDetail['cause']> {
    if (causeRunId === null || causeNodeId === null) return undefined;
    const [run] = await this.sql.run<{ eventId: string }>(FIND_CAUSE, [causeRunId]);
    return { runId: causeRunId, nodeId: causeNodeId, eventId: run?.eventId ?? '' };
  }
}

type NullsAsAbsent<Row> = { [Key in keyof Row]: Row[Key] | null };

function dropNulls({ reason, runId, ...delivery }: NullsAsAbsent<Delivery>): Delivery {
  return { ...delivery, ...(reason && { reason }), ...(runId && { runId }) } as Delivery;
}

function toView(row: Event): StoredEvent {
  return {
    specversion: '1.0',
    id: row.id,
    type: row.type,
    source: row.source,
    subject: row.subject,
    time: row.time.toISOString(),
    datacontenttype: 'application/json',
    data: JSON.parse(row.data) as StoredEvent['data'],
    receivedAt: row.receivedAt.toISOString(),
  };
}
