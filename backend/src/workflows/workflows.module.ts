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
import { DraftLinks } from './topology/draft-links.service.js';
import { PublishedLinks } from './topology/published-links.service.js';
import { TopicEnds } from './topology/topic-ends.service.js';
import { TopologyFacts } from './topology/topology-facts.repository.js';
import { TopologyController } from './topology/topology.controller.js';
import { Topology } from './topology/topology.service.js';
import { TemplatesController } from './templates.controller.js';
import { Checkpoint } from './versions/checkpoint.entity.js';
import { CheckpointsController } from './versions/checkpoints.controller.js';
import { CheckpointsRepository } from './versions/checkpoints.repository.js';
import { Checkpoints } from './versions/checkpoints.service.js';
import { VersionsController } from './versions/versions.controller.js';
import { Versions } from './versions/versions.service.js';
import { WorkflowVersion } from './workflow-version.entity.js';
import { Workflow } from './workflow.entity.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';

/** Drafts, versions, publishing, schedules and templates. */
@Module({
  imports: [TypeOrmModule.forFeature([Workflow, WorkflowVersion, Checkpoint, Schedule]), BrokerModule],
  controllers: [
    WorkflowsController,
    VersionsController,
    CheckpointsController,
    ListeningController,
    PinsController,
    TemplatesController,
    TopologyController,
  ],
  providers: [
    Checkpoints,
    CheckpointsRepository,
    CompiledWorkflows,
    DraftLinks,
    Listening,
    PublishedLinks,
    PastEventsService,
    Pins,
    PublishingService,
    Schedules,
    SchedulesRepository,
    TopicEnds,
    Topology,
    TopologyFacts,
    TriggerEvents,
    Versions,
    WorkflowsRepository,
    WorkflowsService,
  ],
  exports: [CompiledWorkflows, Schedules, WorkflowsRepository],
})
export class WorkflowsModule {}
