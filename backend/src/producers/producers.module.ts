import { Module } from '@nestjs/common';
import { BrokerModule } from '../broker/broker.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { EventsApiController } from './events-api.controller.js';
import { IntakeMetrics } from './intake/intake-metrics.service.js';
import { Intake } from './intake/intake.service.js';
import { ManualRuns } from './manual-runs.service.js';
import { ManualRunsController } from './manual-runs.controller.js';
import { RunAnswers } from './run-answers.service.js';
import { FireSchedules } from './schedules/fire-schedules.service.js';
import { ScheduleClock } from './schedules/schedule-clock.service.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { Webhooks } from './webhooks.service.js';

/** What makes events: webhooks, schedules, people, the events API. */
@Module({
  imports: [BrokerModule, WorkflowsModule],
  controllers: [ManualRunsController, EventsApiController, SchedulesController],
  providers: [FireSchedules, Intake, IntakeMetrics, ManualRuns, RunAnswers, ScheduleClock, Webhooks],
})
export class ProducersModule {}
