import { Injectable } from '@nestjs/common';
import { eventScope } from '../../broker/bound-subscription.js';
import { toEnvelope, type EventRow } from '../../broker/event-attributes.js';
import { laneToDecide, placeRun, type BoundLimits, type FlowPlace } from '../../broker/flow-limits.js';
import { ENTER_FLOW, flowColumns } from '../../broker/flow-runs.sql.js';
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
  constructor(private readonly wakeUps: WakeUps) {}

  /**
   * Has a run that is queued wait for its turn, if there are limits, in the transaction that makes it.
   *
   * @returns what wakes the run, or has its turn decided; to be called after the commit
   */
  async enter(
    runner: SqlRunner,
    runId: string,
    workflowId: string,
    limits: BoundLimits | undefined,
  ): Promise<() => void> {
    const flow = limits && (await this.hold(runner, runId, workflowId, limits));
    return () => {
      if (flow) this.wakeUps.wakeLanes(laneToDecide(workflowId, flow));
      else this.wakeUps.wake([runId]);
    };
  }

  /** @returns where it waits */
  private async hold(
    runner: SqlRunner,
    runId: string,
    workflowId: string,
    limits: BoundLimits,
  ): Promise<FlowPlace | undefined> {
    const [row] = await runner.run<EventRow>(FIND_EVENT_OF_RUN, [runId]);
    const flow = row && placeRun(limits, eventScope(workflowId, toEnvelope(row)), undefined);
    if (!flow) return undefined;
    await runner.run(HOLD_RUN, [runId, JSON.stringify(flow.held), flow.held.key ?? '']);
    await runner.run(ENTER_FLOW, flowColumns([{ id: runId, workflowId, flow }]));
    return flow;
  }
}
