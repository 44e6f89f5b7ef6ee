import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Conditions } from '../contract/index.js';
import type { Scope } from '../expressions/scope.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { Sql } from '../platform/database/sql.js';
import { CLOCK_SKEW_MS, oldestIdAt } from '../platform/ids.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import type { Envelope } from './bound-subscription.js';
import { toEnvelope } from './event-attributes.js';
import { EventWaitsRepository, type EventWait, type WaitKey } from './event-waits.repository.js';
import { RunSignals, type RunSignal } from './run-signals.service.js';
import { WaitTable } from './wait-table.js';
import { prepareConditions } from './wait-conditions.js';

const CHANNEL = 'eventloom_event_waits';
const NOTIFY = { name: 'notify-event-waits', text: `select pg_notify('${CHANNEL}', $1)` };

/** Other processes hear of a wait within this time; until then what they accept is looked back at. Milliseconds. */
const SPREADING_MS = [1000, 5000];

const PAGE = 500;

export interface NewWait extends WaitKey {
  type: string;
  match: Conditions | undefined;
  lookbackMs: number;
}

/** Steps that wait for events: every process that accepts events knows them all. */
@Injectable()
export class EventWaits implements OnModuleInit, OnApplicationShutdown {
  private readonly table = new WaitTable();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly repository: EventWaitsRepository,
    private readonly signals: RunSignals,
    private readonly notifications: Notifications,
    private readonly sql: Sql,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.notifications.on(CHANNEL, (payload) => this.hear(payload));
    this.table.replace(await this.repository.findAll());
    this.lookBackLater(this.table.all());
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  /**
   * Has a step answered by the first event that fits, from `lookbackMs` ago on; the same step again changes nothing.
   *
   * @throws ExpressionError if an expression of the conditions fails
   */
  async register({ type, match, lookbackMs, ...key }: NewWait, scope: Scope): Promise<void> {
    const conditions = match ? prepareConditions(match, scope) : null;
    const wait = await this.repository.register(key, type, conditions, lookbackMs);
    this.table.add(wait);
    await this.sql.run(NOTIFY, [`add ${key.runId}`]);
    await this.lookBack(wait);
    this.lookBackLater([wait]);
  }

  /** The step waits no more. */
  forget(key: WaitKey): void {
    this.table.delete(key);
    this.repository
      .delete(key)
      .then(() => this.sql.run(NOTIFY, [`delete ${JSON.stringify(key)}`]))
      .catch((error: unknown) => this.logger.debug({ err: error }, 'a wait that is over was not deleted'));
  }

  /** What the steps that wait for an event are to be told, once it is stored. */
  answersTo(topic: string, makeEnvelope: () => Envelope): RunSignal[] {
    const waiting = this.table.about(topic);
    if (waiting.length === 0) return [];
    const envelope = makeEnvelope();
    return waiting.filter(({ judge }) => !judge || judge(envelope)).map(({ wait }) => toSignal(wait, envelope));
  }

  deleteOfEndedRuns(): Promise<void> {
    return this.repository.deleteOfEndedRuns();
  }

  private hear(payload: string | null): void {
    this.refresh(payload).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'what steps wait for could not be read'),
    );
  }

  private async refresh(payload: string | null): Promise<void> {
    if (payload === null) {
      this.table.replace(await this.repository.findAll());
      this.lookBackLater(this.table.all());
    } else if (payload.startsWith('add ')) {
      for (const wait of await this.repository.findOfRun(payload.slice(4))) this.table.add(wait);
    } else this.table.delete(JSON.parse(payload.slice('delete '.length)) as WaitKey);
  }

  /** An event may be accepted by a process that has not heard of the wait yet. */
  private lookBackLater(waits: readonly EventWait[]): void {
    if (waits.length === 0) return;
    for (const delay of SPREADING_MS) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        for (const wait of waits)
          if (this.table.has(wait))
            this.lookBack(wait).catch((error: unknown) =>
              this.logger.warn({ runId: wait.runId, err: error }, 'past events could not be looked at for a wait'),
            );
      }, delay);
      this.timers.add(timer);
    }
  }

  private async lookBack(wait: EventWait): Promise<void> {
    let afterId = oldestIdAt(wait.since.getTime() - CLOCK_SKEW_MS);
    const topic = /[*>]/.test(wait.pattern) ? null : wait.pattern;
    for (;;) {
      const events = await this.repository.findEvents(afterId, wait.since, topic, PAGE);
      const envelope = events.map(toEnvelope).find((candidate) => this.table.fits(wait, candidate));
      if (envelope) return this.signals.sendNow([toSignal(wait, envelope)]);
      const last = events.at(-1);
      if (!last || events.length < PAGE) return;
      afterId = last.id;
    }
  }
}

function toSignal({ runId, nodeId, iteration }: WaitKey, envelope: Envelope): RunSignal {
  return { runId, nodeId, iteration, kind: 'event', payload: { output: envelope, port: 'received' } };
}
