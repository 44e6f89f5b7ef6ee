import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { hasId, idsIn } from '../platform/database/by-id.js';
import { Notifications } from '../platform/database/notifications.service.js';
import { Sql, type SqlRunner, type Statement } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { WakeUps } from './wake-ups.service.js';

/** Something that came for a run from outside: for one of its steps, or for the run itself. */
export interface RunSignal {
  runId: string;
  nodeId: string | null;
  /** Empty outside of loops. */
  iteration: string;
  kind: 'event' | 'decision' | 'child' | 'cancel';
  payload: object;
}

const CHANNEL = 'eventloom_signals';

/** PostgreSQL takes 8,000 bytes in a notification: so many ids fit. */
const PER_NOTIFICATION = 200;

/** A run that has ended hears nothing more. The lock keeps it from falling asleep over a signal. */
const SEND_SIGNALS: Statement = {
  name: 'send-signals',
  text: `
with told as (
  select run.id from unnest(${idsIn('$2')}) as s(id) join run on ${hasId('run.id', 's.id')}
  where finished_at is null order by run.id for update of run
), sent as (
  insert into signal (id, run_id, node_id, iteration, kind, payload)
  select s.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as s(id, run_id, node_id, iteration, kind, payload)
  where s.run_id in (select id from told)
)
update run set signaled = true, wake_at = case when run.status = 'waiting' then clock_timestamp() else run.wake_at end
from told where ${hasId('run.id', 'told.id')}
returning run.id, run.status`,
};

const NOTIFY: Statement = {
  name: 'notify-signals',
  text: `select pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload`,
};

/** Carries to runs what comes for them: durably, and soon also to the worker that has the run in its hands. */
@Injectable()
export class RunSignals implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly wakeUps: WakeUps,
    private readonly announcer: Announcer,
    private readonly notifications: Notifications,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notifications.on(CHANNEL, (payload) => {
      if (payload !== null) this.announcer.announce('runs.signaled', { runIds: payload.split(',') });
    });
  }

  /** Sends signals by themselves. */
  async sendNow(signals: readonly RunSignal[]): Promise<void> {
    (await this.send(this.sql, signals))();
  }

  /**
   * Sends signals as part of a transaction.
   *
   * @returns what is to be done after its commit
   */
  async send(runner: SqlRunner, signals: readonly RunSignal[]): Promise<() => void> {
    if (signals.length === 0) return () => undefined;
    const told = await runner.run<{ id: string; status: string }>(SEND_SIGNALS, [
      signals.map(() => newId()),
      signals.map(({ runId }) => runId),
      signals.map(({ nodeId }) => nodeId),
      signals.map(({ iteration }) => iteration),
      signals.map(({ kind }) => kind),
      signals.map(({ payload }) => JSON.stringify(payload)),
    ]);
    const idsOf = (status: string) => told.filter((run) => run.status === status).map(({ id }) => id);
    return () => {
      this.wakeUps.wake(idsOf('waiting'));
      this.tellWorkers(idsOf('running'));
    };
  }

  /** A worker that misses this finds the signal when it lets the run go. */
  private tellWorkers(runIds: string[]): void {
    if (runIds.length === 0) return;
    const payloads: string[] = [];
    for (let i = 0; i < runIds.length; i += PER_NOTIFICATION)
      payloads.push(runIds.slice(i, i + PER_NOTIFICATION).join(','));
    this.sql
      .run(NOTIFY, [payloads])
      .catch((error: unknown) => this.logger.debug({ err: error }, 'the workers were not told of signals'));
  }
}
