import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { PendingRuns } from '../../broker/pending-runs.service.js';
import { Metrics } from '../../platform/health/metrics.service.js';
import type { Crowd } from './waiting-room.js';

/** Why a request is refused. */
export type RefusalReason = Crowd | 'rate' | 'pending-runs';

/** What waits and what is refused, for Prometheus. */
@Injectable()
export class IntakeMetrics {
  private readonly refusals: Counter<'reason'>;
  private readonly registers: [Metrics['registry']];

  constructor({ registry }: Metrics, pending: PendingRuns) {
    this.registers = [registry];
    this.refusals = new Counter({
      name: 'eventloom_requests_refused_total',
      help: 'Requests that were refused before their events were read',
      labelNames: ['reason'],
      registers: this.registers,
    });
    for (const reason of ['all', 'source', 'rate', 'pending-runs']) this.refusals.inc({ reason }, 0);
    this.addGauge('eventloom_pending_runs', 'Runs that have not begun, a few seconds ago', () => pending.lastCount);
  }

  refused(reason: RefusalReason): void {
    this.refusals.inc({ reason });
  }

  /** @param amount tells what is in memory */
  watch(amount: () => { events: number; bytes: number }): void {
    this.addGauge('eventloom_waiting_events', 'Events in requests that are not answered yet', () => amount().events);
    this.addGauge('eventloom_waiting_bytes', 'Bytes of requests that are not answered yet', () => amount().bytes);
  }

  private addGauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: this.registers,
      collect() {
        this.set(read());
      },
    });
  }
}
