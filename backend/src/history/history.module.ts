import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivityController } from './activity/activity.controller.js';
import { ActivityService } from './activity/activity.service.js';
import { ErrorGroups } from './errors/error-groups.service.js';
import { ErrorsController } from './errors/errors.controller.js';
import { LiveFeed } from './live-feed.service.js';
import { LiveRelay } from './live-relay.service.js';
import { PartitionKeeper } from './retention/partition-keeper.service.js';
import { PartitionsRepository } from './retention/partitions.repository.js';
import { PruningRepository } from './retention/pruning.repository.js';
import { RetentionController } from './retention/retention.controller.js';
import { Retention } from './retention/retention.service.js';
import { RunHistory } from './run-history.service.js';
import { RunKeysRepository } from './run-keys.repository.js';
import { RunMetrics } from './run-metrics.service.js';
import { Run } from './run.entity.js';
import { RunsController } from './runs.controller.js';
import { RunsRepository } from './runs.repository.js';
import { Step } from './step.entity.js';
import { StreamController } from './stream.controller.js';
import { TriggerLabels } from './trigger-labels.service.js';

/** Runs and steps as they are shown, and the live stream. */
@Module({
  imports: [TypeOrmModule.forFeature([Run, Step])],
  controllers: [ActivityController, ErrorsController, RetentionController, RunsController, StreamController],
  providers: [
    ActivityService,
    ErrorGroups,
    LiveFeed,
    LiveRelay,
    PartitionKeeper,
    PartitionsRepository,
    PruningRepository,
    Retention,
    RunHistory,
    RunKeysRepository,
    RunMetrics,
    RunsRepository,
    TriggerLabels,
  ],
  exports: [ErrorGroups, RunHistory],
})
export class HistoryModule {}
