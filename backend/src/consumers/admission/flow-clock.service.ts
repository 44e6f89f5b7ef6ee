import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Lane } from '../../broker/flow-limits.js';
import { SubscriptionTable } from '../../broker/subscription-table.service.js';
import { CONFIG } from '../../platform/config.module.js';
import { rolesOf, type Config } from '../../platform/config.js';
import { Sql } from '../../platform/database/sql.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { Admission } from './admission.service.js';
import {
  DELETE_SPENT_FLOW,
  FIND_DUE_LANES,
  FIND_NEXT_DUE,
  FIND_WAITING_WORKFLOWS,
  FREE_LOST_SLOTS,
} from './lanes.sql.js';

/** Another process may make something due sooner than what is due next, so it is asked so often at least; milliseconds. */
const LOOK_MS = 200;

/** The same while no published workflow limits its runs. */
const IDLE_LOOK_MS = 2000;

const SOONEST_MS = 5;
const RECOVER_MS = 4000;
const CLEAN_MS = 10 * 60_000;

type DueLane = { [Name in keyof Lane]: Lane[Name] | null } & { workflowId: string };

/**
 * The clock of the limits: ends waits in time, and makes up for whatever was lost. A slot whose run has ended or is gone is
 * free; a run that nobody looked at, since its wake-up was lost or a process died, is looked at again.
 */
@Injectable()
export class FlowClock implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;
  private recoverAt = 0;
  private cleanAt = Date.now() + CLEAN_MS;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
    private readonly admission: Admission,
  ) {}

  onApplicationBootstrap(): void {
    if (rolesOf(this.config).worker) this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.ticking = this.tick().then((next) => this.schedule(next));
    }, delay);
  }

  /** @returns milliseconds until the next look */
  private async tick(): Promise<number> {
    const longest = this.table.hasLimits() ? LOOK_MS : IDLE_LOOK_MS;
    try {
      if (Date.now() >= this.recoverAt) await this.recover();
      if (Date.now() >= this.cleanAt) await this.clean();
      const due = await this.sql.run<DueLane>(FIND_DUE_LANES, []);
      await this.admission.consider(due.map(toLane));
      const [next] = await this.sql.run<{ ms: number | null }>(FIND_NEXT_DUE, []);
      return Math.min(longest, Math.max(SOONEST_MS, Math.ceil(next?.ms ?? longest)));
    } catch (error) {
      this.logger.warn({ err: error }, 'the clock of the limits failed; it makes up for it');
      return longest;
    }
  }

  private async recover(): Promise<void> {
    this.recoverAt = Date.now() + RECOVER_MS;
    await this.sql.run(FREE_LOST_SLOTS, []);
    await this.admission.consider(await this.sql.run<Lane>(FIND_WAITING_WORKFLOWS, []));
  }

  private async clean(): Promise<void> {
    this.cleanAt = Date.now() + CLEAN_MS;
    await this.sql.run(DELETE_SPENT_FLOW, []);
  }
}

function toLane({ workflowId, gather, concurrency, throttle }: DueLane): Lane {
  if (gather != null) return { workflowId, gather };
  return { workflowId, concurrency: concurrency ?? '', throttle: throttle ?? '' };
}
