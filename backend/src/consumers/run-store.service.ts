import { Injectable } from '@nestjs/common';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { isDataError } from '../platform/database/is-data-error.js';
import { Sql } from '../platform/database/sql.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { CLAIM_RUNS, LEASE_MS, RELEASE_RUNS, RENEW_LEASES, type ClaimedRun } from './claim-runs.sql.js';
import type { StepRow } from './step-rows.js';
import { DELETE_EXPIRED_KEYS, SWEEP_RUNS } from './sweep-runs.sql.js';
import { CHECKPOINT_RUNS, FINISH_RUNS } from './write-runs.sql.js';

/** The right to write a run: it holds until somebody else claims the run. */
export interface Ownership {
  id: string;
  epoch: number;
}

export interface Checkpoint extends Ownership {
  status: 'running' | 'waiting';
  /** Milliseconds until the run is to be looked at again. */
  wakeIn: number;
  steps: StepRow[];
}

export interface Finish extends Ownership {
  status: 'succeeded' | 'failed' | 'cancelled';
  /** JSON. */
  error: string | null;
  /** JSON, if somebody waits for it. */
  output: string | null;
  steps: StepRow[];
}

const GROUP = { maxItems: 400, inFlight: 2, isFaultOfItem: isDataError };

const STEPS_OF_RUN = {
  name: 'steps-of-runs',
  text: `
select run_id as "runId", node_id as "nodeId", status, port, output, error, attempts,
  wake_at as "wakeAt", started_at as "startedAt", finished_at as "finishedAt"
from step where run_id = any($1::uuid[])`,
};

/** Reads and writes runs for the worker; checkpoints and ends of all runs in the process share commits. */
@Injectable()
export class RunStore {
  private readonly checkpoints: GroupCommit<Checkpoint, boolean>;
  private readonly finishes: GroupCommit<Finish, boolean>;

  constructor(private readonly sql: Sql) {
    this.checkpoints = new GroupCommit((items) => this.writeCheckpoints(items), GROUP);
    this.finishes = new GroupCommit((items) => this.writeFinishes(items), GROUP);
  }

  /** Takes over those of the runs that wait to be taken. */
  claim(runIds: readonly string[]): Promise<ClaimedRun[]> {
    return this.sql.run<ClaimedRun>(CLAIM_RUNS, [runIds, LEASE_MS]);
  }

  /** The stored steps of runs that were begun before. */
  steps(runIds: readonly string[]): Promise<StepRow[]> {
    return runIds.length === 0
      ? Promise.resolve([])
      : this.sql.run<StepRow & Record<string, unknown>>(STEPS_OF_RUN, [runIds]);
  }

  /** Resolves after the commit; false if somebody else owns the run by now, and nothing was written. */
  checkpoint(checkpoint: Checkpoint): Promise<boolean> {
    return this.checkpoints.submit(checkpoint);
  }

  /** Resolves after the commit; false if somebody else owns the run by now, and nothing was written. */
  finish(finish: Finish): Promise<boolean> {
    return this.finishes.submit(finish);
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

  async deleteExpiredKeys(): Promise<void> {
    await this.sql.run(DELETE_EXPIRED_KEYS, []);
  }

  private async writeCheckpoints(items: Checkpoint[]): Promise<boolean[]> {
    const columns = [...ownershipColumns(items), items.map(({ status }) => status), items.map(({ wakeIn }) => wakeIn)];
    crashPoint('checkpoint.before-commit');
    const written = await this.sql.run<{ id: string }>(CHECKPOINT_RUNS, [...columns, ...stepColumns(items)]);
    crashPoint('checkpoint.after-commit');
    return areWritten(items, written);
  }

  private async writeFinishes(items: Finish[]): Promise<boolean[]> {
    const columns = [
      ...ownershipColumns(items),
      items.map(({ status }) => status),
      items.map(({ error }) => error),
      items.map(({ output }) => output),
    ];
    crashPoint('finish.before-commit');
    const written = await this.sql.run<{ id: string }>(FINISH_RUNS, [...columns, ...stepColumns(items)]);
    crashPoint('finish.after-commit');
    return areWritten(items, written);
  }
}

function ownershipColumns(items: readonly Ownership[]): [string[], number[]] {
  return [items.map(({ id }) => id), items.map(({ epoch }) => epoch)];
}

function stepColumns(items: readonly { steps: StepRow[] }[]): unknown[][] {
  const rows = items.flatMap(({ steps }) => steps);
  return [
    rows.map(({ runId }) => runId),
    rows.map(({ nodeId }) => nodeId),
    rows.map(({ status }) => status),
    rows.map(({ port }) => port),
    rows.map(({ output }) => output),
    rows.map(({ error }) => error),
    rows.map(({ attempts }) => attempts),
    rows.map(({ wakeAt }) => wakeAt),
    rows.map(({ startedAt }) => startedAt),
    rows.map(({ finishedAt }) => finishedAt),
  ];
}

function areWritten(items: readonly Ownership[], written: readonly { id: string }[]): boolean[] {
  const ids = new Set(written.map(({ id }) => id));
  return items.map(({ id }) => ids.has(id));
}
