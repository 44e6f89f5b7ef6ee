import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Lane } from '../../broker/flow-limits.js';
import { RunQueue } from '../../broker/run-queue.js';
import { WakeUps } from '../../broker/wake-ups.service.js';
import { Announcer } from '../../platform/announcer.service.js';
import { Sql, type SqlRunner } from '../../platform/database/sql.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { beginWaiting, type TurnLane } from './begin-waiting.js';
import { FIND_LANES, IS_PAUSED, LOCK_FLOW, MAX_LANES } from './lanes.sql.js';
import { settleLane } from './settle-lane.js';

interface Waiting {
  lanes: Map<string, Lane>;
  done: Promise<void>;
}

interface Decided {
  admitted: string[];
  created: string[];
  ended: string[];
  hasMore: boolean;
}

/**
 * Decides which of the runs that a workflow's limits hold may begin. One process at a time decides for a workflow, under a
 * lock of the database; in this process, what is asked meanwhile is decided in one go. Nothing that is asked needs to be
 * kept: `FlowClock` asks for whatever was forgotten.
 */
@Injectable()
export class Admission implements OnModuleInit {
  private readonly running = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly sql: Sql,
    private readonly queue: RunQueue,
    private readonly wakeUps: WakeUps,
    private readonly announcer: Announcer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.queue.onLanes((lanes) => this.consider(lanes));
  }

  /** Looks at lanes in which something may have changed; resolves when it has been decided. */
  async consider(lanes: readonly Lane[]): Promise<void> {
    await Promise.all(lanes.map((lane) => this.schedule(lane)));
  }

  private schedule(lane: Lane): Promise<void> {
    const waiting = this.waiting.get(lane.workflowId) ?? this.append(lane.workflowId);
    waiting.lanes.set(JSON.stringify(lane), lane);
    return waiting.done;
  }

  private append(workflowId: string): Waiting {
    const lanes = new Map<string, Lane>();
    const done = (this.running.get(workflowId) ?? Promise.resolve()).then(async () => {
      this.waiting.delete(workflowId);
      this.running.set(workflowId, done);
      await this.decide(workflowId, [...lanes.values()]);
      if (this.running.get(workflowId) === done) this.running.delete(workflowId);
    });
    const waiting = { lanes, done };
    this.waiting.set(workflowId, waiting);
    return waiting;
  }

  private async decide(workflowId: string, lanes: Lane[]): Promise<void> {
    try {
      for (let at = 0; at < lanes.length; at += MAX_LANES) {
        const some = lanes.slice(at, at + MAX_LANES);
        while (this.tell(workflowId, await this.sql.transaction((runner) => decideLanes(runner, workflowId, some))));
      }
    } catch (error) {
      this.logger.warn({ err: error, workflowId }, 'it could not be decided which runs begin; it is tried again');
    }
  }

  /** @returns whether there is more to decide */
  private tell(workflowId: string, { admitted, created, ended, hasMore }: Decided): boolean {
    this.wakeUps.wake(admitted);
    const changed = [...ended, ...created, ...admitted];
    if (changed.length > 0) this.announcer.announce('runs.changed', { runIds: changed });
    if (ended.length > 0)
      this.announcer.announce('runs.ended', {
        runs: ended.map((id) => ({ id, workflowId, status: 'cancelled' as const })),
      });
    return hasMore;
  }
}

async function decideLanes(runner: SqlRunner, workflowId: string, lanes: readonly Lane[]): Promise<Decided> {
  await runner.run(LOCK_FLOW, [workflowId]);
  const [workflow] = await runner.run<{ isPaused: boolean }>(IS_PAUSED, [workflowId]);
  const isPaused = workflow?.isPaused === true;
  const decided: Decided = { admitted: [], created: [], ended: [], hasMore: false };
  const turns: TurnLane[] = [];
  for (const { gather, concurrency, throttle } of lanes) {
    if (gather === undefined) turns.push(...(await expand(runner, workflowId, concurrency, throttle)));
    else if (!isPaused) {
      const { ended, created, lanes: passedOn } = await settleLane(runner, workflowId, gather);
      decided.ended.push(...ended);
      decided.created.push(...created);
      turns.push(...passedOn);
    }
  }
  const distinct = [
    ...new Map(turns.map((turn) => [JSON.stringify([turn.concurrency, turn.throttle]), turn])).values(),
  ];
  const { admitted, hasMore } = await beginWaiting(runner, workflowId, distinct, isPaused);
  return { ...decided, admitted, hasMore };
}

async function expand(
  runner: SqlRunner,
  workflowId: string,
  concurrency: string | undefined,
  throttle: string | undefined,
): Promise<TurnLane[]> {
  if (concurrency !== undefined && throttle !== undefined) return [{ concurrency, throttle }];
  return runner.run<TurnLane>(FIND_LANES, [workflowId, concurrency ?? null, MAX_LANES * 10]);
}
