import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { LOGGER, type Logger } from '../logging/logger.js';
import type { DatabaseAddress } from './address.js';
import { DATABASE_ADDRESS } from './database.tokens.js';

const RECONNECT_MS = 500;

export interface Listener {
  /** @param payload null after a lost connection came back: anything may have happened meanwhile */
  (payload: string | null): void;
}

/** Hears PostgreSQL's notifications on a connection of its own, which it mends when it breaks. */
@Injectable()
export class Notifications implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Map<string, Listener[]>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(DATABASE_ADDRESS) private readonly address: DatabaseAddress,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Must be called before the application has started. */
  on(channel: string, listener: Listener): void {
    this.listeners.set(channel, [...(this.listeners.get(channel) ?? []), listener]);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.listeners.size > 0) await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ ...this.address, application_name: 'eventloom-notifications', keepAlive: true });
    client.on('error', (error) => this.reconnect(error));
    client.on('end', () => this.reconnect(undefined));
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''));
    this.client = client;
    await client.connect();
    for (const channel of this.listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
  }

  private reconnect(error: Error | undefined): void {
    if (this.stopped || this.timer) return;
    this.logger.warn({ err: error }, 'the connection for notifications was lost');
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.connect().then(
        () => this.listeners.forEach((_, channel) => this.tell(channel, null)),
        (reason: Error) => this.reconnect(reason),
      );
    }, RECONNECT_MS);
  }

  private tell(channel: string, payload: string | null): void {
    for (const listener of this.listeners.get(channel) ?? []) listener(payload);
  }
}
