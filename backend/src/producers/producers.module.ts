import { Module } from '@nestjs/common';
import { BrokerModule } from '../broker/broker.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { EventsApiController } from './events-api.controller.js';
import { ManualRuns } from './manual-runs.service.js';
import { ManualRunsController } from './manual-runs.controller.js';
import { RunAnswers } from './run-answers.service.js';
import { WebhooksController } from './webhooks.controller.js';

/** What makes events: webhooks, people, the events API. */
@Module({
  imports: [BrokerModule, WorkflowsModule],
  controllers: [WebhooksController, ManualRunsController, EventsApiController],
  providers: [ManualRuns, RunAnswers],
})
export class ProducersModule {}
