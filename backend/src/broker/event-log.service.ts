import { Injectable } from '@nestjs/common';
import type { EventDetail, EventListQuery, Page, StoredEvent } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { toDelivery } from './delivery-outcome.js';
import { toCloudEvent, toView, type CloudEvent } from './event-views.js';
import type { Event } from './event.entity.js';
import { EventsRepository } from './events.repository.js';

/** Events as they are shown. */
@Injectable()
export class EventLog {
  constructor(private readonly events: EventsRepository) {}

  async list(query: EventListQuery): Promise<Page<StoredEvent>> {
    const rows = await this.events.list({ ...query, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit).map(toView);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async detail(id: string): Promise<EventDetail> {
    const row = await this.get(id);
    const { schemaProblem } = row;
    const deliveries = (await this.events.deliveries(id)).map(toDelivery);
    const cause = await this.causeOf(row);
    const effects = await this.events.effects(id);
    return {
      event: toView(row),
      deliveries,
      effects,
      ...(cause && { cause }),
      ...(schemaProblem !== null && { schemaProblem }),
    };
  }

  /**
   * An event as it was handed in.
   *
   * @throws AppError `NOT_FOUND`
   */
  async cloudEvent(id: string): Promise<CloudEvent> {
    return toCloudEvent(await this.get(id));
  }

  private async get(id: string): Promise<Event> {
    const row = await this.events.find(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such event.');
    return row;
  }

  private async causeOf({ causeRunId, causeNodeId }: Event): Promise<EventDetail['cause']> {
    if (causeRunId === null || causeNodeId === null) return undefined;
    const eventId = await this.events.eventOfRun(causeRunId);
    return eventId === undefined ? undefined : { runId: causeRunId, nodeId: causeNodeId, eventId };
  }
}
