import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Pruning, Retention as RetentionView } from '../../contract/index.js';
import { CONFIG } from '../../platform/config.module.js';
import type { Config } from '../../platform/config.js';
import { oldestIdAt } from '../../platform/ids.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import type { Partition } from './partition-tables.js';
import { PartitionsRepository } from './partitions.repository.js';
import { nextToPrune } from './plan-pruning.js';
import { PruningRepository, type PruningPlan, type PruningRow } from './pruning.repository.js';
import { toPartitionView, toPruningView } from './retention-views.js';
import { DAY_MS, keptSince } from './span.js';

const ROUND_MS = 3_600_000;

/** Not at once: whoever starts the program wants to use it. */
const FIRST_ROUND_MS = 60_000;

/** Runs stay so many days after their end, even if what is kept begins later: whoever waited for them wants to see it. */
const DAYS_AFTER_END = 7;

const LATEST_PRUNINGS = 50;

/** So many events are deleted in one transaction. */
const BATCH = 1000;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface TopicTime {
  type: string;
  days: number;
}

/** Prunes what nobody keeps any longer, every hour. What is old the database's clock tells, not that of a process. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;
  private round: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly partitions: PartitionsRepository,
    private readonly pruning: PruningRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(FIRST_ROUND_MS);
  }

  /** What is under way is given up: it may take longer than anybody waits for the end of the program. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.pruning.end().catch((error: unknown) => this.logger.debug({ err: error }, 'pruning could not be ended'));
    await this.round;
  }

  async overview(): Promise<RetentionView> {
    const [topics, partitions, prunings] = await Promise.all([
      this.pruning.topics(),
      this.partitions.list(),
      this.pruning.latest(LATEST_PRUNINGS),
    ]);
    return {
      days: this.config.retentionDays,
      topics,
      partitions: partitions.toReversed().map(toPartitionView),
      prunings: prunings.map(toPruningView),
    };
  }

  /** Prunes everything whose time is over; returns what that freed. Processes that do so at once do it in turns. */
  async prune(): Promise<Pruning[]> {
    const [topics, now] = await Promise.all([this.pruning.topics(), this.partitions.now()]);
    const prunings = [
      ...(await this.pruneDays(topics, now)),
      ...(await this.pruneTopics(
        topics.filter(({ days }) => days < this.config.retentionDays),
        now,
      )),
    ];
    await this.pruning.deleteLeftOvers(keptSince(this.config.retentionDays, now));
    return prunings.filter(({ events, runs, steps }) => events + runs + steps > 0).map(toPruningView);
  }

  private schedule(ms: number): void {
    this.timer = setTimeout(() => {
      this.round = this.prune()
        .then(
          () => undefined,
          (error: unknown) => this.noteFailure(error),
        )
        .finally(() => {
          if (!this.isStopping) this.schedule(ROUND_MS);
        });
    }, ms);
  }

  private noteFailure(error: unknown): void {
    if (!this.isStopping) this.logger.warn({ err: error }, 'pruning failed; the next round makes up for it');
  }

  private async pruneDays(topics: readonly TopicTime[], now: number): Promise<PruningRow[]> {
    const done: PruningRow[] = [];
    while (!this.isStopping) {
      const pruned = await this.pruning.rewrite((partitions) => this.plan(partitions, topics, now));
      if (!pruned) break;
      this.tell(pruned);
      done.push(pruned);
    }
    return done;
  }

  private plan(partitions: Partition[], topics: readonly TopicTime[], now: number): PruningPlan | undefined {
    const { retentionDays: days } = this.config;
    const parts = nextToPrune(partitions, { days, topicDays: topics.map((topic) => topic.days) }, now);
    const [first] = parts ?? [];
    const last = parts?.at(-1);
    if (!parts || !first || !last) return undefined;
    return {
      parts,
      span: { since: first.since, until: last.until },
      endedSince: endedSince(days, now),
      topics: topics
        .filter((topic) => topic.days > days)
        .map((topic) => ({ type: topic.type, sinceId: oldestIdAt(keptSince(topic.days, now)) })),
    };
  }

  private async pruneTopics(topics: readonly TopicTime[], now: number): Promise<PruningRow[]> {
    const done: PruningRow[] = [];
    for (const topic of topics) {
      const pruned = await this.pruneTopic(topic, now);
      if (pruned) done.push(pruned);
    }
    return done;
  }

  private async pruneTopic({ type, days }: TopicTime, now: number): Promise<PruningRow | undefined> {
    const begun = performance.now();
    const until = keptSince(days, now);
    const which = { type, sinceId: oldestIdAt(until), endedSince: endedSince(days, now), limit: BATCH };
    const sum = { events: 0, runs: 0, steps: 0 };
    for (let afterId = FIRST_ID; !this.isStopping;) {
      const batch = await this.pruning.deleteEvents({ ...which, afterId });
      if (!batch) break;
      sum.events += batch.deleted.events;
      sum.runs += batch.deleted.runs;
      sum.steps += batch.deleted.steps;
      afterId = batch.lastId;
    }
    if (sum.events === 0) return undefined;
    const tookMs = Math.round(performance.now() - begun);
    const times = { since: null, until: new Date(until), topic: type };
    const pruned = await this.pruning.note({ ...times, ...sum, bytes: 0, survivors: 0, tookMs });
    this.tell(pruned);
    return pruned;
  }

  private tell(pruned: PruningRow): void {
    this.logger.info({ pruned: toPruningView(pruned) }, 'what was over is pruned');
  }
}

function endedSince(days: number, now: number): number {
  return now - Math.min(days, DAYS_AFTER_END) * DAY_MS;
}
