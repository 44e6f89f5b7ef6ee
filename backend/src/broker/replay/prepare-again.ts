import type { BoundSubscription } from '../bound-subscription.js';
import { parseAttributes } from '../event-attributes.js';
import { addRun, asPublished, fanOut, type PreparedEvent, type Subscribed } from '../fan-out.js';
import type { DirectTarget, NewEvent, TestOrder } from '../new-event.js';
import type { StoredEventRow } from './stored-events.repository.js';

/** Who gets an event again. */
export interface Receivers {
  /** Subscriptions that are about its topic; their filters are still to be looked at. */
  hearers: readonly BoundSubscription[];
  /** Triggers that get it whatever its topic. */
  direct: readonly DirectTarget[];
  /** A draft that is tried out with it: without limits, and in no order. */
  test?: { target: DirectTarget; order: TestOrder };
}

/** Works out what comes of an event that is stored already: new runs, and why there are no others. */
export function prepareAgain(
  stored: StoredEventRow,
  table: Subscribed,
  { hearers, direct, test }: Receivers,
): PreparedEvent {
  const event = { ...toNewEvent(stored), test: test?.order };
  const prepared: PreparedEvent = {
    event,
    id: stored.id,
    time: stored.time.toISOString(),
    data: stored.data,
    attributes: stored.attributes,
    verdict: undefined,
    rootId: stored.rootId,
    bodyHash: '',
    runs: [],
    refused: [],
    answers: [],
  };
  if (test) addRun(prepared, test.target, table, undefined);
  for (const target of direct) addRun(prepared, asPublished(target, event, table), table, undefined);
  fanOut(prepared, table, hearers);
  return prepared;
}

function toNewEvent({
  type,
  source,
  subject,
  externalId,
  data,
  causeRunId,
  causeNodeId,
  attributes,
  ...row
}: StoredEventRow): NewEvent {
  const cause =
    causeRunId === null || causeNodeId === null
      ? undefined
      : { runId: causeRunId, nodeId: causeNodeId, rootId: row.rootId, hops: row.hops };
  return {
    type,
    source,
    subject: subject ?? undefined,
    externalId: externalId ?? undefined,
    data: JSON.parse(data) as unknown,
    attributes: attributes === null ? undefined : parseAttributes(attributes),
    cause,
    repeats: row.id,
  };
}
