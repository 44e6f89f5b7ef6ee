import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { AcceptEvents } from './accept-events.service.js';
import { AcceptMetrics } from './accept-metrics.service.js';
import { BacklogMetrics } from './backlog-metrics.service.js';
import { BulkLetters } from './dead-letters/bulk-letters.service.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DeadLetters } from './dead-letters/dead-letters.service.js';
import { ReplayLetters } from './dead-letters/replay-letters.service.js';
import { EventChains } from './event-chain.service.js';
import { EventLog } from './event-log.service.js';
import { Event } from './event.entity.js';
import { EventsController } from './events.controller.js';
import { EventsRepository } from './events.repository.js';
import { EventStore } from './event-store.service.js';
import { EventWaitsRepository } from './event-waits.repository.js';
import { EventWaits } from './event-waits.service.js';
import { ListenersRepository } from './listening/listeners.repository.js';
import { Listeners } from './listening/listeners.service.js';
import { LocalWorker } from './local-worker.service.js';
import { HeldRuns } from './held-runs.service.js';
import { LaneStore } from './ordering/lane-store.service.js';
import { OrderedRuns } from './ordering/ordered-runs.service.js';
import { PendingRuns } from './pending-runs.service.js';
import { PublishedTriggers } from './published-triggers.service.js';
import { ReplayReceivers } from './replay/replay-receivers.service.js';
import { ReplayController } from './replay/replay.controller.js';
import { ReplayHandler } from './replay/replay.handler.js';
import { Replays } from './replay/replays.service.js';
import { StoredEventsRepository } from './replay/stored-events.repository.js';
import { TestStoredEvents } from './replay/test-stored-events.service.js';
import { RunQueue } from './run-queue.js';
import { RunSignals } from './run-signals.service.js';
import { Subscription } from './subscription.entity.js';
import { SubscriptionsRepository } from './subscriptions.repository.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { TopicActivityRepository } from './topics/topic-activity.repository.js';
import { TopicActivity } from './topics/topic-activity.service.js';
import { TopicBirths } from './topics/topic-births.service.js';
import { TopicTable } from './topics/topic-table.service.js';
import { TopicsController } from './topics/topics.controller.js';
import { TopicsRepository } from './topics/topics.repository.js';
import { Topics } from './topics/topics.service.js';
import { WakeUps } from './wake-ups.service.js';

/** The event log, subscriptions, fan-out and the queue. */
@Module({
  imports: [TypeOrmModule.forFeature([Event, Subscription]), JobsModule],
  controllers: [DeadLettersController, EventsController, ReplayController, TopicsController],
  providers: [
    AcceptEvents,
    AcceptMetrics,
    BacklogMetrics,
    BulkLetters,
    DeadLetters,
    EventChains,
    EventLog,
    EventsRepository,
    EventStore,
    EventWaits,
    EventWaitsRepository,
    HeldRuns,
    LaneStore,
    Listeners,
    ListenersRepository,
    LocalWorker,
    OrderedRuns,
    PendingRuns,
    PublishedTriggers,
    ReplayHandler,
    ReplayLetters,
    ReplayReceivers,
    Replays,
    RunQueue,
    RunSignals,
    StoredEventsRepository,
    SubscriptionsRepository,
    SubscriptionTable,
    TestStoredEvents,
    TopicActivity,
    TopicActivityRepository,
    TopicBirths,
    Topics,
    TopicsRepository,
    TopicTable,
    WakeUps,
  ],
  exports: [
    AcceptEvents,
    DeadLetters,
    EventWaits,
    HeldRuns,
    LaneStore,
    Listeners,
    LocalWorker,
    OrderedRuns,
    PendingRuns,
    Replays,
    RunQueue,
    RunSignals,
    StoredEventsRepository,
    SubscriptionsRepository,
    SubscriptionTable,
    TestStoredEvents,
    TopicActivity,
    WakeUps,
  ],
})
export class BrokerModule {}
