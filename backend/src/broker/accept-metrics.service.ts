import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Metrics } from '../platform/health/metrics.service.js';

/** Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** How many events are taken in and how long their commits take, for Prometheus; looked at once for each group. */
@Injectable()
export class AcceptMetrics {
  private readonly events: Counter;
  private readonly seconds: Histogram;

  constructor({ registry }: Metrics) {
    this.events = new Counter({
      name: 'eventloom_events_accepted_total',
      help: 'Events that were kept; one that came again is not counted again',
      registers: [registry],
    });
    this.seconds = new Histogram({
      name: 'eventloom_accept_commit_seconds',
      help: 'Time of the commits that keep events, each for all events that had come by then',
      buckets: BUCKETS,
      registers: [registry],
    });
  }

  committed(events: number, milliseconds: number): void {
    this.events.inc(events);
    this.seconds.observe(milliseconds / 1000);
  }
}
