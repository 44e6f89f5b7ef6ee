import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reload } from '../platform/batching/reload.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { bindSubscription, type BoundSubscription } from './bound-subscription.js';
import { TopicBirths } from './topics/topic-births.service.js';
import { SUBSCRIPTIONS_CHANNEL, SubscriptionsRepository } from './subscriptions.repository.js';

/** Topics are remembered with who is about them, up to so many. */
const CACHED_TOPICS = 10_000;

/**
 * All subscriptions of published workflows, and which of these are paused, in memory. The rows are the truth; every process reads them anew when a
 * notification tells it that they changed, which is part of the transaction that changed them.
 */
@Injectable()
export class SubscriptionTable implements OnModuleInit {
  private all: BoundSubscription[] = [];
  private byTopic = new Map<string, BoundSubscription[]>();
  private byRoute = new Map<string, BoundSubscription>();
  private paused: ReadonlySet<string> = new Set();
  private isLimited = false;
  private readonly reload = new Reload(() => this.load());

  constructor(
    private readonly subscriptions: SubscriptionsRepository,
    private readonly notifications: Notifications,
    private readonly births: TopicBirths,
  ) {}

  async onModuleInit(): Promise<void> {
    this.notifications.on(SUBSCRIPTIONS_CHANNEL, () => void this.refresh());
    await this.refresh();
  }

  /** The subscriptions that are about a topic; filters and sources are still to be looked at. */
  about(topic: string): readonly BoundSubscription[] {
    const known = this.byTopic.get(topic);
    if (known) return known;
    if (this.byTopic.size >= CACHED_TOPICS) this.byTopic.clear();
    const found = this.all.filter((subscription) => subscription.isAbout(topic));
    this.byTopic.set(topic, found);
    return found;
  }

  /** The subscription that owns an address, e.g. a webhook path. */
  atRoute(route: string): BoundSubscription | undefined {
    return this.byRoute.get(route);
  }

  /** The subscription of a trigger. */
  of(workflowId: string, nodeId: string): BoundSubscription | undefined {
    return this.all.find((one) => one.workflowId === workflowId && one.nodeId === nodeId);
  }

  /** Whether the runs of any workflow are limited. */
  hasLimits(): boolean {
    return this.isLimited;
  }

  /** Whether the runs of a workflow are held. */
  isPaused(workflowId: string): boolean {
    return this.paused.has(workflowId);
  }

  /** Whether another workflow owns an address. */
  isRouteTaken(route: string, workflowId: string): boolean {
    const owner = this.byRoute.get(route);
    return owner !== undefined && owner.workflowId !== workflowId;
  }

  /** Reads the rows anew; resolves when the table holds what was committed before the call. */
  refresh(): Promise<void> {
    return this.reload.run();
  }

  private async load(): Promise<void> {
    const [all, paused] = await Promise.all([this.subscriptions.findAll(), this.subscriptions.findPaused()]);
    this.all = all.map(bindSubscription);
    this.paused = new Set(paused);
    this.isLimited = this.all.some(({ limits }) => limits !== null);
    for (const { pattern } of all) this.births.note(pattern);
    this.byTopic = new Map();
    this.byRoute = new Map(
      this.all.flatMap((subscription) => (subscription.route === null ? [] : [[subscription.route, subscription]])),
    );
  }
}
