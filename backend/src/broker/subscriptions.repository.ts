import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import type { Conditions } from '../contract/index.js';
import type { SubscriptionSpec } from './bound-subscription.js';
import type { FlowLimits } from './flow-limits.js';
import type { Ordering } from './ordering/ordering.js';
import { Subscription } from './subscription.entity.js';

/** Notified with the id of a workflow whose subscriptions changed. */
export const SUBSCRIPTIONS_CHANNEL = 'eventloom_subscriptions';

/** The subscriptions of published workflows in the database. */
@Injectable()
export class SubscriptionsRepository {
  constructor(@InjectRepository(Subscription) private readonly subscriptions: Repository<Subscription>) {}

  async findAll(): Promise<SubscriptionSpec[]> {
    return (await this.subscriptions.find()).map(toSpec);
  }

  /** The workflows whose runs are held. */
  async findPaused(): Promise<string[]> {
    const rows = await this.subscriptions.query<{ id: string }[]>(
      'select id from workflow where paused_at is not null and deleted_at is null',
    );
    return rows.map(({ id }) => id);
  }

  /** Replaces the subscriptions of a workflow, within the transaction that publishes it; no others, to unpublish it. */
  async replace(manager: EntityManager, workflowId: string, specs: SubscriptionSpec[]): Promise<void> {
    await manager.delete(Subscription, { workflowId });
    if (specs.length > 0) await manager.insert(Subscription, specs.map(toRow));
    await this.notify(manager, workflowId);
  }

  /** Has every process read anew what belongs to a workflow, once the transaction has committed. */
  async notify(manager: EntityManager, workflowId: string): Promise<void> {
    await manager.query(`select pg_notify('${SUBSCRIPTIONS_CHANNEL}', $1)`, [workflowId]);
  }
}

function toRow({ filter, params, limits, ordering, ...rest }: SubscriptionSpec): Subscription {
  return {
    ...rest,
    filter: filter ? JSON.stringify(filter) : null,
    params: JSON.stringify(params),
    limits: limits ? JSON.stringify(limits) : null,
    ordering: ordering ? JSON.stringify(ordering) : null,
  };
}

function toSpec({ filter, params, limits, ordering, ...rest }: Subscription): SubscriptionSpec {
  return {
    ...rest,
    filter: filter ? (JSON.parse(filter) as Conditions) : null,
    params: JSON.parse(params) as Record<string, unknown>,
    limits: limits ? (JSON.parse(limits) as FlowLimits) : null,
    ordering: ordering ? (JSON.parse(ordering) as Ordering) : null,
  };
}
