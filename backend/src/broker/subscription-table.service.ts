import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import type { Conditions } from '../contract/index.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { bindSubscription, type BoundSubscription, type SubscriptionSpec } from './bound-subscription.js';
import { Subscription } from './subscription.entity.js';

const CHANNEL = 'eventloom_subscriptions';

/** Topics are remembered with who is about them, up to so many. */
const CACHED_TOPICS = 10_000;

/**
 * All subscriptions of published workflows, in memory. The rows are the truth; every process reads them anew when a
 * notification tells it that they changed, which is part of the transaction that changed them.
 */
@Injectable()
export class SubscriptionTable implements OnModuleInit {
  private all: BoundSubscription[] = [];
  private byTopic = new Map<string, BoundSubscription[]>();
  private byRoute = new Map<string, BoundSubscription>();
  private loading: Promise<void> | undefined;
  private isStale = false;

  constructor(
    @InjectRepository(Subscription) private readonly subscriptions: Repository<Subscription>,
    private readonly notifications: Notifications,
  ) {}

  async onModuleInit(): Promise<void> {
    this.notifications.on(CHANNEL, () => void this.refresh());
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

  /** Whether another workflow owns an address. */
  isRouteTaken(route: string, workflowId: string): boolean {
    const owner = this.byRoute.get(route);
    return owner !== undefined && owner.workflowId !== workflowId;
  }

  /** Replaces the subscriptions of a workflow, within the transaction that publishes it; no others, to unpublish it. */
  async replace(manager: EntityManager, workflowId: string, specs: SubscriptionSpec[]): Promise<void> {
    await manager.delete(Subscription, { workflowId });
    if (specs.length > 0) await manager.insert(Subscription, specs.map(toRow));
    await manager.query(`select pg_notify('${CHANNEL}', $1)`, [workflowId]);
  }

  /** Reads the rows anew; resolves when the table holds what was committed before the call. */
  async refresh(): Promise<void> {
    this.isStale = true;
    while (this.isStale || this.loading) {
      this.loading ??= this.load().finally(() => (this.loading = undefined));
      await this.loading;
    }
  }

  private async load(): Promise<void> {
    this.isStale = false;
    const rows = await this.subscriptions.find();
    this.all = rows.map((row) => bindSubscription(toSpec(row)));
    this.byTopic = new Map();
    this.byRoute = new Map(
      this.all.flatMap((subscription) => (subscription.route === null ? [] : [[subscription.route, subscription]])),
    );
  }
}

function toRow({ filter, params, ...rest }: SubscriptionSpec): Subscription {
  return { ...rest, filter: filter ? JSON.stringify(filter) : null, params: JSON.stringify(params) };
}

function toSpec({ filter, params, ...rest }: Subscription): SubscriptionSpec {
  return {
    ...rest,
    filter: filter ? (JSON.parse(filter) as Conditions) : null,
    params: JSON.parse(params) as Record<string, unknown>,
  };
}
