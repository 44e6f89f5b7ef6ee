import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrokerModule } from '../broker/broker.module.js';
import { CompiledWorkflows } from './compiled-workflows.service.js';
import { ListeningController } from './listening/listening.controller.js';
import { Listening } from './listening/listening.service.js';
import { TriggerEvents } from './listening/trigger-events.service.js';
import { PastEventsService } from './past-events.service.js';
import { PublishingService } from './publishing.service.js';
import { PinsController } from './pins/pins.controller.js';
import { Pins } from './pins/pins.service.js';
import { Schedule } from './schedules/schedule.entity.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { Schedules } from './schedules/schedules.service.js';
import { PublishedLinks } from './topology/published-links.service.js';
import { TopologyFacts } from './topology/topology-facts.repository.js';
import { TopologyController } from './topology/topology.controller.js';
import { Topology } from './topology/topology.service.js';
import { TemplatesController } from './templates.controller.js';
import { WorkflowVersion } from './workflow-version.entity.js';
import { Workflow } from './workflow.entity.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';

/** Drafts, versions, publishing, schedules and templates. */
@Module({
  imports: [TypeOrmModule.forFeature([Workflow, WorkflowVersion, Schedule]), BrokerModule],
  controllers: [ListeningController, PinsController, WorkflowsController, TemplatesController, TopologyController],
  providers: [
    CompiledWorkflows,
    Listening,
    PublishedLinks,
    PastEventsService,
    Pins,
    PublishingService,
    Schedules,
    SchedulesRepository,
    Topology,
    TopologyFacts,
    TriggerEvents,
    WorkflowsRepository,
    WorkflowsService,
  ],
  exports: [CompiledWorkflows, Schedules, WorkflowsRepository],
})
export class WorkflowsModule {}
