import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Announcer } from '../../platform/announcer.service.js';
import type { Announcements } from '../../platform/announcements.js';
import { Reload } from '../../platform/batching/reload.js';
import { Notifications } from '../../platform/database/notifications.service.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { bindSubscription, refusalReason, type BoundSubscription, type SubscriptionSpec } from '../bound-subscription.js';
import { toEnvelope, type PreparedEvent } from '../fan-out.js';
import { LISTENERS_CHANNEL, ListenersRepository, type ListenerRow } from './listeners.repository.js';

interface Listener {
  subscription: BoundSubscription;
  expiresAt: number;
}

/**
 * Those who wait at a trigger of a draft for the next event: a consumer beside all others, which is shown the event and
 * takes it from nobody. Every process that accepts events knows them; while there are none, none of this is on the way.
 */
@Injectable()
export class Listeners implements OnModuleInit {
  private open: Listener[] = [];
  private readonly reload = new Reload(async () => {
    this.open = (await this.repository.findOpen()).map(toListener);
  });

  constructor(
    private readonly repository: ListenersRepository,
    private readonly notifications: Notifications,
    private readonly announcer: Announcer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.notifications.on(LISTENERS_CHANNEL, (payload) => this.told(payload));
    await this.reload.run();
  }

  /** Whether nobody listens. */
  get isEmpty(): boolean {
    return this.open.length === 0;
  }

  /** What is listened to at an address, also while nothing is published there. */
  atRoute(route: string): BoundSubscription | undefined {
    return this.current().find(({ subscription }) => subscription.route === route)?.subscription;
  }

  /** Begins to listen; resolves when this process does. */
  async start(spec: SubscriptionSpec): Promise<ListenerRow> {
    const row = await this.repository.open(spec);
    await this.reload.run();
    return row;
  }

  async stop(workflowId: string, nodeId: string): Promise<void> {
    await this.repository.close(workflowId, nodeId);
    await this.reload.run();
  }

  ofWorkflow(workflowId: string): Promise<ListenerRow[]> {
    return this.repository.ofWorkflow(workflowId);
  }

  /** Shows events that were stored to those who wait for one of them. */
  hear(events: readonly PreparedEvent[]): void {
    for (const { subscription } of this.current()) {
      const event = events.find((each) => isFor(subscription, each));
      if (!event) continue;
      this.open = this.open.filter((listener) => listener.subscription !== subscription);
      const { workflowId, nodeId } = subscription;
      this.repository
        .hear(workflowId, nodeId, event.id)
        .catch((error: unknown) => this.logger.warn({ err: error, workflowId }, 'a listener could not be told'));
    }
  }

  private current(): Listener[] {
    if (this.open.some(({ expiresAt }) => expiresAt < Date.now()))
      this.open = this.open.filter(({ expiresAt }) => expiresAt >= Date.now());
    return this.open;
  }

  private told(payload: string | null): void {
    if (payload) this.announcer.announce('event.heard', JSON.parse(payload) as Announcements['event.heard']);
    this.reload
      .run()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'those who listen could not be read'));
  }
}

function toListener({ spec, expiresAt }: ListenerRow): Listener {
  return {
    subscription: bindSubscription(JSON.parse(spec) as SubscriptionSpec),
    expiresAt: expiresAt.getTime(),
  };
}

function isFor(subscription: BoundSubscription, prepared: PreparedEvent): boolean {
  const { type, source } = prepared.event;
  const isAbout = subscription.isAbout(type) && (subscription.source === null || subscription.source === source);
  return isAbout && refusalReason(subscription, toEnvelope(prepared)) === undefined;
}
