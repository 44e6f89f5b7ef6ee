import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Health } from './health.service.js';
import { Metrics } from './metrics.service.js';

@Global()
@Module({ controllers: [HealthController], providers: [Health, Metrics], exports: [Metrics] })
export class HealthModule {}
