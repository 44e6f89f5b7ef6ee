import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import type { Conditions } from '../contract/index.js';
import type { SubscriptionSpec } from './bound-subscription.js';
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

  /** Replaces the subscriptions of a workflow, within the transaction that publishes it; no others, to unpublish it. */
  async replace(manager: EntityManager, workflowId: string, specs: SubscriptionSpec[]): Promise<void> {
    await manager.delete(Subscription, { workflowId });
    if (specs.length > 0) await manager.insert(Subscription, specs.map(toRow));
    await manager.query(`select pg_notify('${SUBSCRIPTIONS_CHANNEL}', $1)`, [workflowId]);
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
