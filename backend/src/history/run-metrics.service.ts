import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Announcer } from '../platform/announcer.service.js';
import { Metrics } from '../platform/health/metrics.service.js';

/** Counts runs for Prometheus. */
@Injectable()
export class RunMetrics implements OnModuleInit {
  private readonly ended: Counter<'status'>;

  constructor(
    private readonly announcer: Announcer,
    { registry }: Metrics,
  ) {
    this.ended = new Counter({
      name: 'eventloom_runs_total',
      help: 'Runs that ended',
      labelNames: ['status'],
      registers: [registry],
    });
    for (const status of ['succeeded', 'failed', 'cancelled']) this.ended.inc({ status }, 0);
  }

  onModuleInit(): void {
    this.announcer.listen('runs.ended', ({ runs }) => {
      for (const { status } of runs) this.ended.inc({ status });
    });
  }
}
