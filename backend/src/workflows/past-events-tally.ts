import { refusalReason, type BoundSubscription } from '../broker/bound-subscription.js';
import { toEnvelope, type EventRow } from '../broker/event-attributes.js';
import type { PastEvents } from '../contract/index.js';

const SAMPLES = 20;

const HAD_IT = 'the workflow has a run for this event already';

/** Counts which of past events the triggers of a workflow would want. */
export class PastEventsTally {
  private readonly triggers: { subscription: BoundSubscription; matching: number; refused: number }[];
  private readonly samples: PastEvents['samples'] = [];
  private scanned = 0;
  private matching = 0;
  private oldest: string | undefined;
  private newest: string | undefined;

  constructor(subscriptions: readonly BoundSubscription[]) {
    this.triggers = subscriptions.map((subscription) => ({ subscription, matching: 0, refused: 0 }));
  }

  /**
   * Newest first.
   *
   * @param hasRun whether a trigger has had the event
   */
  add(event: EventRow, hasRun: (nodeId: string) => boolean): void {
    const reasons = this.triggers.flatMap((trigger) => {
      const { subscription } = trigger;
      if (!subscription.isAbout(event.type)) return [];
      const isNew = !hasRun(subscription.nodeId);
      const reason = isNew ? refusal(subscription, event) : HAD_IT;
      if (reason === undefined) trigger.matching += 1;
      else if (isNew) trigger.refused += 1;
      return [reason];
    });
    const matches = reasons.includes(undefined);
    this.scanned += 1;
    if (matches) this.note(event.time.toISOString());
    if (this.samples.length >= SAMPLES) return;
    const reason = matches ? undefined : reasons.find((one) => one !== undefined);
    const time = event.time.toISOString();
    this.samples.push({ eventId: event.id, type: event.type, time, matches, ...(reason !== undefined && { reason }) });
  }

  /** @param rate events a second */
  tell(isComplete: boolean, rate: number): PastEvents {
    const { matching, scanned, samples, oldest, newest } = this;
    return {
      matching,
      scanned,
      isComplete,
      ...(oldest !== undefined && { oldest }),
      ...(newest !== undefined && { newest }),
      triggers: this.triggers.map(({ subscription, ...counts }) => ({
        nodeId: subscription.nodeId,
        pattern: subscription.pattern,
        ...counts,
      })),
      samples,
      rate,
      seconds: Math.ceil(matching / rate),
    };
  }

  private note(time: string): void {
    this.matching += 1;
    if (this.oldest === undefined || time < this.oldest) this.oldest = time;
    if (this.newest === undefined || time > this.newest) this.newest = time;
  }
}

function refusal(subscription: BoundSubscription, event: EventRow): string | undefined {
  const { source } = subscription;
  if (source !== null && source !== event.source) return `comes from “${event.source}”, not from “${source}”`;
  return subscription.compiledFilter ? refusalReason(subscription, toEnvelope(event)) : undefined;
}
