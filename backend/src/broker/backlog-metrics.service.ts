import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Sql } from '../platform/database/sql.js';
import { Metrics } from '../platform/health/metrics.service.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { LOOK_AT_WAITING, type Waiting } from './look-at-waiting.sql.js';
import { PendingRuns, type Backlog } from './pending-runs.service.js';

/** `/metrics` is open to all: the database is not asked more often, however often it is read. Milliseconds. */
const FRESH_MS = 5000;

interface Look extends Waiting {
  backlog: Backlog[];
}

const NOTHING: Look = { deadLetters: 0, lagMs: 0, backlog: [] };

/** What waits in the database, for Prometheus. */
@Injectable()
export class BacklogMetrics {
  private looked: { at: number; look: Promise<Look> } | undefined;
  private last: Look | undefined;

  constructor(
    { registry }: Metrics,
    private readonly sql: Sql,
    private readonly pending: PendingRuns,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const look = () => this.look();
    const registers = [registry];
    new Gauge({
      name: 'eventloom_dead_letters',
      help: 'Dead letters that nobody has decided about',
      registers,
      async collect() {
        this.set((await look()).deadLetters);
      },
    });
    new Gauge({
      name: 'eventloom_queue_lag_seconds',
      help: 'For how long the oldest run that may begin has waited for a worker',
      registers,
      async collect() {
        this.set(Math.max(0, (await look()).lagMs) / 1000);
      },
    });
    new Gauge({
      name: 'eventloom_backlog_runs',
      help: 'Runs that have not begun, by topic and workflow',
      labelNames: ['topic', 'workflow'],
      registers,
      async collect() {
        const { backlog } = await look();
        this.reset();
        for (const { type, workflowId, runs } of backlog) this.inc({ topic: type, workflow: workflowId }, runs);
      },
    });
  }

  /** Only the first reader waits for the database: the others are told what it said last, and it is asked again meanwhile. */
  private look(): Promise<Look> | Look {
    let { looked } = this;
    if (!looked || performance.now() - looked.at > FRESH_MS) {
      looked = { at: performance.now(), look: this.ask() };
      this.looked = looked;
    }
    return this.last ?? looked.look;
  }

  /** Without the database the last answer stands: what else is measured has to be told all the more. */
  private async ask(): Promise<Look> {
    try {
      const [[row], backlog] = await Promise.all([
        this.sql.run<Waiting & Record<string, unknown>>(LOOK_AT_WAITING, []),
        this.pending.backlog(),
      ]);
      this.last = { ...NOTHING, ...row, backlog };
    } catch (error) {
      this.logger.warn({ err: error }, 'the backlog could not be measured');
    }
    return this.last ?? NOTHING;
  }
}
