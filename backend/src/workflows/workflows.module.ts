import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrokerModule } from '../broker/broker.module.js';
import { CompiledWorkflows } from './compiled-workflows.service.js';
import { PastEventsService } from './past-events.service.js';
import { PublishingService } from './publishing.service.js';
import { Schedule } from './schedules/schedule.entity.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { Schedules } from './schedules/schedules.service.js';
import { TemplatesController } from './templates.controller.js';
import { WorkflowVersion } from './workflow-version.entity.js';
import { Workflow } from './workflow.entity.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';

/** Drafts, versions, publishing, schedules and templates. */
@Module({
  imports: [TypeOrmModule.forFeature([Workflow, WorkflowVersion, Schedule]), BrokerModule],
  controllers: [WorkflowsController, TemplatesController],
  providers: [
    CompiledWorkflows,
    PastEventsService,
    PublishingService,
    Schedules,
    SchedulesRepository,
    WorkflowsRepository,
    WorkflowsService,
  ],
  exports: [CompiledWorkflows, Schedules, WorkflowsRepository],
})
export class WorkflowsModule {}
