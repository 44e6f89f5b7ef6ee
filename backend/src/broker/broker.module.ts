import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AcceptEvents } from './accept-events.service.js';
import { EventLog } from './event-log.service.js';
import { Event } from './event.entity.js';
import { EventsController } from './events.controller.js';
import { EventsRepository } from './events.repository.js';
import { EventStore } from './event-store.service.js';
import { EventWaitsRepository } from './event-waits.repository.js';
import { EventWaits } from './event-waits.service.js';
import { LocalWorker } from './local-worker.service.js';
import { HeldRuns } from './held-runs.service.js';
import { RunQueue } from './run-queue.js';
import { RunSignals } from './run-signals.service.js';
import { Subscription } from './subscription.entity.js';
import { SubscriptionsRepository } from './subscriptions.repository.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { TopicActivityRepository } from './topics/topic-activity.repository.js';
import { TopicActivity } from './topics/topic-activity.service.js';
import { TopicBirths } from './topics/topic-births.service.js';
import { WakeUps } from './wake-ups.service.js';

/** The event log, subscriptions, fan-out and the queue. */
@Module({
  imports: [TypeOrmModule.forFeature([Event, Subscription])],
  controllers: [EventsController],
  providers: [
    AcceptEvents,
    EventLog,
    EventsRepository,
    EventStore,
    EventWaits,
    EventWaitsRepository,
    HeldRuns,
    LocalWorker,
    RunQueue,
    RunSignals,
    SubscriptionsRepository,
    SubscriptionTable,
    TopicActivity,
    TopicActivityRepository,
    TopicBirths,
    WakeUps,
  ],
  exports: [
    AcceptEvents,
    EventWaits,
    HeldRuns,
    LocalWorker,
    RunQueue,
    RunSignals,
    SubscriptionsRepository,
    SubscriptionTable,
    TopicActivity,
    WakeUps,
  ],
})
export class BrokerModule {}
