import { Injectable } from '@nestjs/common';
import { eventScope } from '../../broker/bound-subscription.js';
import { toEnvelope, type EventRow } from '../../broker/event-attributes.js';
import { laneToDecide, placeRun, type BoundLimits } from '../../broker/flow-limits.js';
import { ENTER_FLOW, flowColumns } from '../../broker/flow-runs.sql.js';
import { WakeUps } from '../../broker/wake-ups.service.js';
import { Sql } from '../../platform/database/sql.js';

const FIND_EVENT_OF_RUN = {
  name: 'find-limited-event',
  text: `
select e.id, e.external_id as "externalId", e.type, e.source, e.subject, e.time, e.data, e.attributes
from run r join event e on e.id = r.event_id where r.id = $1`,
};

const HOLD_RUN = {
  name: 'hold-run',
  text: `
update run set held = $2, flow_key = $3, wake_at = null where id = $1 and status = 'queued' returning id`,
};

/** Has runs that nobody accepted, such as retries, wait for their turn like all others. */
@Injectable()
export class EnterFlow {
  constructor(
    private readonly sql: Sql,
    private readonly wakeUps: WakeUps,
  ) {}

  /** Begins a run that is queued, or has it wait for its turn. Call it instead of waking the run. */
  async enter(runId: string, workflowId: string, limits: BoundLimits | undefined): Promise<void> {
    if (!limits || !(await this.hold(runId, workflowId, limits))) this.wakeUps.wake([runId]);
  }

  private async hold(runId: string, workflowId: string, limits: BoundLimits): Promise<boolean> {
    const [row] = await this.sql.run<EventRow>(FIND_EVENT_OF_RUN, [runId]);
    const flow = row && placeRun(limits, eventScope(workflowId, toEnvelope(row)), undefined);
    if (!flow) return false;
    const isHeld = await this.sql.transaction(async (runner) => {
      const held = await runner.run(HOLD_RUN, [runId, JSON.stringify(flow.held), flow.held.key ?? '']);
      if (held.length > 0) await runner.run(ENTER_FLOW, flowColumns([{ id: runId, workflowId, flow }]));
      return held.length > 0;
    });
    if (isHeld) this.wakeUps.wakeLanes(laneToDecide(workflowId, flow));
    return isHeld;
  }
}
