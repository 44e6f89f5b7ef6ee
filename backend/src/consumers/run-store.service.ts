import { Injectable } from '@nestjs/common';
import { LocalWorker } from '../broker/local-worker.service.js';
import { OrderedRuns } from '../broker/ordering/ordered-runs.service.js';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { textArray } from '../platform/database/binary-array.js';
import { boundsOf } from '../platform/database/by-id.js';
import { isDataError } from '../platform/database/is-data-error.js';
import { orNothing } from '../platform/database/or-nothing.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { uuidArray } from '../platform/database/uuid-array.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { oldestIdAt } from '../platform/ids.js';
import { CLAIM_RUNS, LEASE_MS, RELEASE_RUNS, RENEW_LEASES, type ClaimedRun } from './claim-runs.sql.js';
import { nextOf, type EndedInLane } from './ended-in-lane.js';
import { KEEP_KEYS } from './keep-keys.sql.js';
import type { SignalRow } from './pending-signals.js';
import { RunEndings, type EndedRun } from './run-endings.service.js';
import type { Checkpoint, Finish, KeptKeys, Ownership } from './run-writes.js';
import type { StepRow } from './step-rows.js';
import { DELETE_EXPIRED_KEYS, SWEEP_RUNS } from './sweep-runs.sql.js';
import { CHECKPOINT_RUNS, FINISH_ORDERED_RUNS, FINISH_RUNS, stepColumns } from './write-runs.sql.js';

/** What a commit found out about a run. */
export interface Checkpointed {
  /** Something has come for it since it was claimed. */
  isSignaled: boolean;
}

/** What is stored of a run that was begun before. */
export interface StoredRun {
  steps: readonly StepRow[];
  signals: readonly SignalRow[];
}

const GROUP = { maxItems: 400, isFaultOfItem: isDataError };

const STEPS_OF_RUN = {
  name: 'steps-of-runs',
  text: `
select run_id as "runId", node_id as "nodeId", iteration, status, port, output, error, attempts, wait, logs,
  wake_at as "wakeAt", started_at as "startedAt", finished_at as "finishedAt"
from step where run_id = any($1::uuid[])`,
};

const SIGNALS_OF_RUNS = {
  name: 'signals-of-runs',
  text: `
select id, run_id as "runId", node_id as "nodeId", iteration, kind, payload from signal where run_id = any($1::uuid[]) order by id`,
};

const DELETE_STALE_SIGNALS = {
  name: 'delete-stale-signals',
  text: 'delete from signal using run where run.id = signal.run_id and run.finished_at is not null',
};

const DELETE_SIGNALS = { name: 'delete-signals', text: 'delete from signal where id = any($1::uuid[])' };

/** Reads and writes runs for the worker; checkpoints and ends of all runs in the process share commits. */
@Injectable()
export class RunStore {
  private readonly checkpoints: GroupCommit<Checkpoint, Checkpointed | undefined>;
  private readonly finishes: GroupCommit<Finish, boolean>;
  private readonly keys: GroupCommit<KeptKeys, void>;

  constructor(
    private readonly sql: Sql,
    private readonly endings: RunEndings,
    private readonly local: LocalWorker,
    private readonly ordered: OrderedRuns,
  ) {
    this.checkpoints = new GroupCommit((items) => this.writeCheckpoints(items), { ...GROUP, inFlight: 2 });
    this.keys = new GroupCommit((items) => this.writeKeys(items), { ...GROUP, inFlight: 2 });
    // Hardly anybody waits for an end: groups grow while one is written, and cost less than two at once of half the size.
    this.finishes = new GroupCommit((items) => this.writeFinishes(items), { ...GROUP, inFlight: 1 });
  }

  /** Takes over those of the runs that wait to be taken, oldest first. */
  async claim(runIds: readonly string[]): Promise<ClaimedRun[]> {
    const claimed = await this.sql.run<ClaimedRun>(CLAIM_RUNS, [runIds, LEASE_MS, ...boundsOf(runIds)]);
    return claimed.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** What is stored of claimed runs that were begun before, or that something has come for. */
  async stored(claimed: readonly ClaimedRun[]): Promise<ReadonlyMap<string, StoredRun>> {
    const begun = claimed.filter(({ epoch }) => epoch > 1).map(({ id }) => id);
    const told = claimed.filter(({ epoch, isSignaled }) => epoch > 1 || isSignaled).map(({ id }) => id);
    const [steps, signals] = await Promise.all([this.steps(begun), this.signals(told)]);
    const stored = new Map(told.map((id) => [id, { steps: [] as StepRow[], signals: [] as SignalRow[] }]));
    for (const step of steps) stored.get(step.runId)?.steps.push(step);
    for (const signal of signals) stored.get(signal.runId)?.signals.push(signal);
    return stored;
  }

  private steps(runIds: readonly string[]): Promise<StepRow[]> {
    return runIds.length === 0
      ? Promise.resolve([])
      : this.sql.run<StepRow & Record<string, unknown>>(STEPS_OF_RUN, [runIds]);
  }

  /** What has come for runs from outside, the oldest first. */
  signals(runIds: readonly string[]): Promise<SignalRow[]> {
    return runIds.length === 0
      ? Promise.resolve([])
      : this.sql.run<SignalRow & Record<string, unknown>>(SIGNALS_OF_RUNS, [runIds]);
  }

  /** Forgets signals that have taken effect; if that fails they come again, and change nothing. */
  async deleteSignals(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.sql.run(DELETE_SIGNALS, [ids]);
  }

  /** Resolves after the commit; undefined if somebody else owns the run by now, and nothing was written. */
  checkpoint(checkpoint: Checkpoint): Promise<Checkpointed | undefined> {
    return this.checkpoints.submit(checkpoint);
  }

  /** Resolves after the commit; false if somebody else owns the run by now, and nothing was written. */
  finish(finish: Finish): Promise<boolean> {
    return this.finishes.submit(finish);
  }

  /** Keeps what a run can be found by; resolves after the commit. */
  keepKeys(keys: KeptKeys): Promise<void> {
    return this.keys.submit(keys);
  }

  async renew(owned: readonly Ownership[]): Promise<void> {
    if (owned.length > 0) await this.sql.run(RENEW_LEASES, [...ownershipColumns(owned), LEASE_MS]);
  }

  async release(owned: readonly Ownership[]): Promise<void> {
    if (owned.length > 0) await this.sql.run(RELEASE_RUNS, ownershipColumns(owned));
  }

  /** Queues runs again that nobody takes care of; returns their ids. */
  async sweep(limit: number, includeQueued: boolean): Promise<string[]> {
    return (await this.sql.run<{ id: string }>(SWEEP_RUNS, [limit, includeQueued])).map(({ id }) => id);
  }

  /** Signals that came too late for their runs. */
  async deleteStaleSignals(): Promise<void> {
    await this.sql.run(DELETE_STALE_SIGNALS, []);
  }

  async deleteExpiredKeys(): Promise<void> {
    await this.sql.run(DELETE_EXPIRED_KEYS, []);
  }

  private async writeKeys(items: KeptKeys[]): Promise<void[]> {
    const rows = items.flatMap(({ id, keys }) => keys.map((key) => ({ id, ...key })));
    await this.sql.run(KEEP_KEYS, [
      ...ownershipColumns(items),
      rows.map(({ id }) => id),
      rows.map(({ name }) => name),
      rows.map(({ value }) => value),
    ]);
    return items.map(() => undefined);
  }

  private async writeCheckpoints(items: Checkpoint[]): Promise<(Checkpointed | undefined)[]> {
    const columns = [
      ...ownershipColumns(items),
      items.map(({ status }) => status),
      items.map(({ wakeIn }) => wakeIn),
      items.map(hasGotOn),
      ...boundsOfAll(items),
    ];
    crashPoint('checkpoint.before-commit');
    const written = await this.sql.run<{ id: string } & Checkpointed>(CHECKPOINT_RUNS, [
      ...columns,
      ...stepColumns(items),
    ]);
    crashPoint('checkpoint.after-commit');
    const byId = new Map(written.map((row) => [row.id, row]));
    return items.map(({ id }) => byId.get(id));
  }

  private async writeFinishes(items: Finish[]): Promise<boolean[]> {
    const columns = [
      ...ownershipColumns(items),
      items.map(({ status }) => status),
      textArray(orNothing(items.map(({ error }) => error))),
      textArray(orNothing(items.map(({ output }) => output))),
      ...boundsOfAll(items),
      ...stepColumns(items),
    ];
    let goOn = (): void => undefined;
    const end = async (runner: SqlRunner): Promise<EndedRun[]> => {
      if (!items.some(({ isOrdered }) => isOrdered))
        return runner.run<EndedRun & Record<string, unknown>>(FINISH_RUNS, columns);
      const isClaimed = this.local.isOpen;
      const ended = await runner.run<EndedInLane>(FINISH_ORDERED_RUNS, [...columns, isClaimed, soon()]);
      goOn = () => this.ordered.goOn(nextOf(ended, isClaimed));
      return ended.flatMap((row) => row.ended ?? []);
    };
    crashPoint('finish.before-commit');
    const written = await this.endings.write(end, items);
    crashPoint('finish.after-commit');
    goOn();
    const ids = new Set(written.map(({ id }) => id));
    return items.map(({ id }) => ids.has(id));
  }
}

/** No run that is there already has a newer id, whatever the clocks of other processes say. */
function soon(): string {
  return oldestIdAt(Date.now() + 3_600_000);
}

function boundsOfAll(items: readonly Ownership[]): [string, string] {
  return boundsOf(items.map(({ id }) => id));
}

function ownershipColumns(items: readonly Ownership[]): [string, number[]] {
  return [uuidArray(items.map(({ id }) => id)), items.map(({ epoch }) => epoch)];
}

/** Whether a checkpoint tells of anything that is over: of a step, or of the wish to wait. */
function hasGotOn({ status, steps }: Checkpoint): boolean {
  return status === 'waiting' || steps.some(({ finishedAt }) => finishedAt !== null);
}
