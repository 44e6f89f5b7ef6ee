import { Inject, Injectable } from '@nestjs/common';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import type { Lane } from './flow-limits.js';
import { RunQueue } from './run-queue.js';

/** A job carries so many runs at most. */
const RUNS_PER_JOB = 100;

/**
 * Puts runs on the queue after their commit: a job for one run when little happens, for a hundred when much does. A
 * wake-up that fails is no loss, the sweep finds the run. One job is added at a time: a job costs the queue the same, however
 * many runs it wakes.
 */
@Injectable()
export class WakeUps {
  private readonly group: GroupCommit<string, undefined>;
  private readonly laneGroup: GroupCommit<Lane, undefined>;

  constructor(
    private readonly queue: RunQueue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.group = new GroupCommit((runIds) => this.add(runIds), { maxItems: RUNS_PER_JOB, inFlight: 1 });
    this.laneGroup = new GroupCommit((lanes) => this.addLanes(lanes), { maxItems: RUNS_PER_JOB, inFlight: 1 });
  }

  /** Wakes runs, soon. */
  wake(runIds: readonly string[]): void {
    for (const runId of runIds) void this.group.submit(runId);
  }

  /** Has a worker decide, soon, which of the runs that wait in lanes may begin. */
  wakeLanes(lanes: readonly Lane[]): void {
    for (const lane of lanes) void this.laneGroup.submit(lane);
  }

  private async addLanes(lanes: Lane[]): Promise<undefined[]> {
    const distinct = [...new Map(lanes.map((lane) => [JSON.stringify(lane), lane])).values()];
    await this.queue
      .add({ runIds: [], lanes: distinct })
      .catch((error: unknown) => this.logger.warn({ err: error }, 'lanes could not be put on the queue'));
    return lanes.map(() => undefined);
  }

  private async add(runIds: string[]): Promise<undefined[]> {
    crashPoint('wake-up.before-queue');
    await this.queue
      .add({ runIds })
      .catch((error: unknown) =>
        this.logger.warn({ err: error, runs: runIds.length }, 'runs could not be put on the queue'),
      );
    crashPoint('wake-up.after-queue');
    return runIds.map(() => undefined);
  }
}
