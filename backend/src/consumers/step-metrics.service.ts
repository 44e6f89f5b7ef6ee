import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { Metrics } from '../platform/health/metrics.service.js';
import type { StepOutcome } from './perform-step.js';

/** From a look into a cache to a patient call of another service; seconds. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * How long the attempts of steps take that do not answer at once, for Prometheus. The others are over within
 * microseconds: to time them would cost more than they do.
 */
@Injectable()
export class StepMetrics {
  private readonly seconds: Histogram<'type' | 'outcome'>;

  constructor({ registry }: Metrics) {
    this.seconds = new Histogram({
      name: 'eventloom_step_seconds',
      help: 'Time that an attempt of a step took, by its type; steps that answer at once are left out',
      labelNames: ['type', 'outcome'],
      buckets: BUCKETS,
      registers: [registry],
    });
  }

  async timed(type: string, attempt: Promise<StepOutcome>): Promise<StepOutcome> {
    const began = performance.now();
    const outcome = await attempt;
    this.seconds.observe({ type, outcome: outcome.event.type }, (performance.now() - began) / 1000);
    return outcome;
  }
}
