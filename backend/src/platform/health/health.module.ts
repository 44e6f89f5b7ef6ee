import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Health } from './health.service.js';
import { Metrics } from './metrics.service.js';
import { PoolMetrics } from './pool-metrics.service.js';

@Global()
@Module({ controllers: [HealthController], providers: [Health, Metrics, PoolMetrics], exports: [Metrics] })
export class HealthModule {}
