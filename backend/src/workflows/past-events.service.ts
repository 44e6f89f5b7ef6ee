import { Injectable } from '@nestjs/common';
import { bindSubscription } from '../broker/bound-subscription.js';
import { toTime, type EventRange } from '../broker/replay/event-range.js';
import { StoredEventsRepository } from '../broker/replay/stored-events.repository.js';
import type { PastEvents, PastEventsQuery } from '../contract/index.js';
import { bindTriggers } from './bind-triggers.js';
import { PastEventsTally } from './past-events-tally.js';
import { refuseErrors } from './validate-workflow.js';
import { graphOf } from './workflow-views.js';
import { WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';

/** So many events are looked at, the newest of those asked for. */
const MAX_SCANNED = 100_000;
const PAGE = 1000;

/** What a workflow would be fed from the past. */
@Injectable()
export class PastEventsService {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly workflows: WorkflowsService,
    private readonly stored: StoredEventsRepository,
  ) {}

  /**
   * Tries the triggers of the draft on the event log; nothing is changed.
   *
   * @throws AppError `NOT_FOUND`; with the code of the first problem if the draft could not be published
   */
  async lookBack(id: string, { startFrom, rate }: PastEventsQuery): Promise<PastEvents> {
    const row = await this.repository.get(id);
    refuseErrors(await this.workflows.problemsOf(row));
    const subscriptions = bindTriggers(graphOf(row), id, '').map(bindSubscription);
    const tally = new PastEventsTally(subscriptions);
    const range: EventRange = {
      patterns: startFrom === 'now' ? [] : subscriptions.map(({ pattern }) => pattern),
      from: startFrom === 'now' || startFrom === 'beginning' ? null : toTime(startFrom),
      until: await this.stored.now(),
    };
    const isComplete = range.patterns.length === 0 || (await this.scan(id, range, tally));
    return tally.tell(isComplete, rate);
  }

  /** @returns whether all there is was looked at */
  private async scan(workflowId: string, range: EventRange, tally: PastEventsTally): Promise<boolean> {
    let lastId: string | null = null;
    for (let scanned = 0; scanned < MAX_SCANNED; scanned += PAGE) {
      const events = await this.stored.before(range, lastId, PAGE);
      const ids = events.map((event) => event.id);
      const had = await this.stored.handedOut(ids, workflowId);
      for (const event of events) tally.add(event, (nodeId) => had.has(`${event.id} ${nodeId}`));
      if (events.length < PAGE) return true;
      lastId = ids.at(-1) ?? null;
    }
    return (await this.stored.before(range, lastId, 1)).length === 0;
  }
}
