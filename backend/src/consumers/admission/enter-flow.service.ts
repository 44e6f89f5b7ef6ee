import { Injectable } from '@nestjs/common';
import { eventScope } from '../../broker/bound-subscription.js';
import { toEnvelope, type EventRow } from '../../broker/event-attributes.js';
import { laneToDecide, placeRun, type BoundLimits, type FlowPlace } from '../../broker/flow-limits.js';
import { ENTER_FLOW, flowColumns } from '../../broker/flow-runs.sql.js';
import { holdInLane } from '../../broker/ordering/decide-heads.js';
import { LaneStore, type RepeatingRun } from '../../broker/ordering/lane-store.service.js';
import { OrderedRuns } from '../../broker/ordering/ordered-runs.service.js';
import { SubscriptionTable } from '../../broker/subscription-table.service.js';
import { WakeUps } from '../../broker/wake-ups.service.js';
import type { SqlRunner } from '../../platform/database/sql.js';

const FIND_EVENT_OF_RUN = {
  name: 'find-limited-event',
  text: `
select e.id, e.external_id as "externalId", e.type, e.source, e.subject, e.time, e.data, e.attributes
from run r join event e on e.id = r.event_id where r.id = $1`,
};

const HOLD_RUN = {
  name: 'hold-run',
  text: `
update run set held = $2, flow_key = $3, wake_at = null where id = $1`,
};

/** Has runs that nobody accepted, such as retries, wait for their turn like all others. */
@Injectable()
export class EnterFlow {
  constructor(
    private readonly wakeUps: WakeUps,
    private readonly lanes: LaneStore,
    private readonly ordered: OrderedRuns,
    private readonly subscriptions: SubscriptionTable,
  ) {}

  /**
   * Has a new run that is queued begin, or wait for its turn under its ordering key and then under the limits, as part of the
   * transaction that makes it.
   *
   * @returns what is to be done after the commit
   */
  async enter(runner: SqlRunner, run: RepeatingRun, limits: BoundLimits | undefined): Promise<() => void> {
    const { id, workflowId, nodeId } = run;
    const { onDeadLetter = 'skip' } = this.subscriptions.of(workflowId, nodeId)?.ordering ?? {};
    const place = await this.lanes.enterAgain(runner, run, onDeadLetter);
    const { held, flow } = holdInLane(limits && (await placeUnderLimits(runner, run, limits)), place?.isHead ?? true);
    if (held === null) return () => this.wakeUps.wake([id]);
    await runner.run(HOLD_RUN, [id, held, flow?.held.key ?? null]);
    if (flow) await runner.run(ENTER_FLOW, flowColumns([{ id, workflowId, flow }]));
    return () => {
      this.wakeUps.wakeLanes(flow ? laneToDecide(workflowId, flow) : []);
      if (place) void this.ordered.lookAgain([{ workflowId, nodeId, key: place.key }]);
    };
  }
}

async function placeUnderLimits(
  runner: SqlRunner,
  { id, workflowId }: RepeatingRun,
  limits: BoundLimits,
): Promise<FlowPlace | undefined> {
  const [row] = await runner.run<EventRow & Record<string, unknown>>(FIND_EVENT_OF_RUN, [id]);
  return row && placeRun(limits, eventScope(workflowId, toEnvelope(row)), undefined);
}
