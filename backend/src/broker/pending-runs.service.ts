import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '../platform/config.module.js';
import { rolesOf, type Config } from '../platform/config.js';
import { hasId } from '../platform/database/by-id.js';
import { Sql, type Statement } from '../platform/database/sql.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { HELD_ORDERING, HELD_PAUSED } from './held.js';

/** How many runs of a trigger have not begun that an event of a topic is for. */
export interface Backlog {
  type: string;
  workflowId: string;
  nodeId: string;
  runs: number;
}

/** So many runs of each kind are looked at for the backlog: what is longer is told as long as that. */
const LOOKED_AT = 50_000;

/** An answer is as good for those who ask shortly after; milliseconds. */
const FRESH_MS = 1000;

/** Runs that wait for a worker, for the end of a pause, and for their turn under limits or an ordering key; each has an index. */
const BACKLOG: Statement = {
  name: 'find-backlog',
  text: `
select e.type, p.workflow_id as "workflowId", p.trigger_node as "nodeId", count(*)::int as runs
from (
  (select event_id, workflow_id, trigger_node from run
    where wake_at is not null and status = 'queued' and lease_epoch = 0 limit $1)
  union all
  (select event_id, workflow_id, trigger_node from run where status = 'queued' and held = '${HELD_PAUSED}' limit $1)
  union all
  (select r.event_id, r.workflow_id, r.trigger_node from flow_run f join run r on r.id = f.run_id
    where f.stage not in ('under-way', 'order') limit $1)
  union all
  (select r.event_id, r.workflow_id, r.trigger_node from ordered_run o join run r on ${hasId('r.id', 'o.run_id')}
    where r.status = 'queued' and r.held = '${HELD_ORDERING}' limit $1)
) p join event e on e.id = p.event_id
group by e.type, p.workflow_id, p.trigger_node`,
};

/** Counts the same runs, of each kind up to a limit. */
const COUNT: Statement = {
  name: 'count-pending-runs',
  text: `
select (
  (select count(*) from (select from run where wake_at is not null and status = 'queued' limit $1) ready)
  + (select count(*) from (select from run where status = 'queued' and held = '${HELD_PAUSED}' limit $1) paused)
  + (select count(*) from (select from flow_run where stage not in ('under-way', 'order') limit $1) limited)
  + (select count(*) from (
      select from ordered_run o join run r on ${hasId('r.id', 'o.run_id')}
      where r.status = 'queued' and r.held = '${HELD_ORDERING}' limit $1
    ) ordered)
)::int as runs`,
};

/**
 * They are counted so often, unless that takes long: then it is given so many times as long a rest, but never one in which
 * a backlog could grow unseen. Milliseconds.
 */
const COUNT_MS = 2000;
const REST = 20;
const LONGEST_REST_MS = 5000;

/** The runs that have not begun. */
@Injectable()
export class PendingRuns implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private asked: { at: number; backlog: Promise<Backlog[]> } | undefined;
  private counted = 0;
  private timer: NodeJS.Timeout | undefined;
  private counting: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sql: Sql,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (rolesOf(this.config).api) this.countOn();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.counting;
  }

  /** How many there were a few seconds ago; more than the most that are allowed are not counted to the end. */
  get lastCount(): number {
    return this.counted;
  }

  /** Whether there are so many that no further events should be taken from outside. */
  get isFull(): boolean {
    return this.counted >= this.config.maxPendingRuns;
  }

  /** By topic, workflow and trigger; a moment old at most. */
  backlog(): Promise<Backlog[]> {
    const { asked } = this;
    if (asked && performance.now() - asked.at < FRESH_MS) return asked.backlog;
    const asking = { at: performance.now(), backlog: this.sql.run<Backlog>(BACKLOG, [LOOKED_AT]) };
    this.asked = asking;
    asking.backlog.catch(() => {
      if (this.asked === asking) this.asked = undefined;
    });
    return asking.backlog;
  }

  private countOn(): void {
    this.counting = this.countAndRest();
  }

  private async countAndRest(): Promise<void> {
    const began = performance.now();
    await this.count().catch((error: unknown) => this.logger.warn({ err: error }, 'pending runs could not be counted'));
    if (this.isStopping) return;
    const pause = Math.min(LONGEST_REST_MS, Math.max(COUNT_MS, (performance.now() - began) * REST));
    this.timer = setTimeout(() => this.countOn(), pause);
  }

  private async count(): Promise<void> {
    const wasFull = this.isFull;
    const [row] = await this.sql.run<{ runs: number }>(COUNT, [this.config.maxPendingRuns]);
    this.counted = row?.runs ?? 0;
    if (this.isFull !== wasFull)
      this.logger.warn(
        { runs: this.counted },
        this.isFull ? 'events are refused: too many runs wait to begin' : 'events are taken again',
      );
  }
}
