import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Announcer } from '../platform/announcer.service.js';
import { Metrics } from '../platform/health/metrics.service.js';

const ENDS = ['succeeded', 'failed', 'cancelled'] as const;
/** From a run in memory to one that waits for people; seconds. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 3600, 86_400];

/** Counts and times runs for Prometheus. */
@Injectable()
export class RunMetrics implements OnModuleInit {
  private readonly ended: Counter<'status'>;
  private readonly endedOf: Counter<'workflow' | 'status'>;
  private readonly seconds: Histogram<'status'>;

  constructor(
    private readonly announcer: Announcer,
    { registry }: Metrics,
  ) {
    const registers = [registry];
    this.ended = new Counter({
      name: 'eventloom_runs_total',
      help: 'Runs that ended',
      labelNames: ['status'],
      registers,
    });
    this.endedOf = new Counter({
      name: 'eventloom_workflow_runs_total',
      help: 'Runs that ended, by workflow',
      labelNames: ['workflow', 'status'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'eventloom_run_seconds',
      help: 'Time from the beginning of a run to its end',
      labelNames: ['status'],
      buckets: BUCKETS,
      registers,
    });
    for (const status of ENDS) this.ended.inc({ status }, 0);
  }

  onModuleInit(): void {
    this.announcer.listen('runs.ended', ({ runs }) => {
      for (const { workflowId, status, milliseconds } of runs) {
        this.ended.inc({ status });
        this.endedOf.inc({ workflow: workflowId, status });
        if (milliseconds !== undefined) this.seconds.observe({ status }, milliseconds / 1000);
      }
    });
  }
}
