import { Injectable } from '@nestjs/common';
import {
  TOPIC_PATTERN,
  type Page,
  type PutTopic,
  type Topic,
  type TopicListQuery,
  type TopicSummary,
} from '../../contract/index.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PendingRuns } from '../pending-runs.service.js';
import { SubscriptionTable } from '../subscription-table.service.js';
import { compileSchema } from './compile-schema.js';
import { inferSchema } from './infer-schema.js';
import { TopicActivityRepository } from './topic-activity.repository.js';
import { TopicActivity } from './topic-activity.service.js';
import { TopicTable } from './topic-table.service.js';
import { toSummary, toTopic, workflowIdOf, type TopicFacts } from './topic-views.js';
import { TopicsRepository } from './topics.repository.js';

/** So many sources of a topic are shown. */
const SHOWN_SOURCES = 20;

/** So many of the newest events a schema is proposed from. */
const SAMPLES = 200;
const SAMPLE_BYTES = 4 * 1024 * 1024;

/** Topics as they are shown and changed. */
@Injectable()
export class Topics {
  constructor(
    private readonly topics: TopicsRepository,
    private readonly table: TopicTable,
    private readonly subscriptions: SubscriptionTable,
    private readonly activity: TopicActivity,
    private readonly activities: TopicActivityRepository,
    private readonly pending: PendingRuns,
  ) {}

  /** In the order of their names. */
  async list({ limit, cursor, q }: TopicListQuery): Promise<Page<TopicSummary>> {
    await this.activity.flush();
    const rows = await this.topics.list(cursor, q, limit + 1);
    const shown = rows.slice(0, limit);
    const facts = await this.factsOf(shown.map(({ type }) => type));
    const items = shown.map((row) => toSummary(row, facts));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.type ?? null) : null };
  }

  /** @throws AppError `NOT_FOUND` */
  async get(type: string): Promise<Topic> {
    await this.activity.flush();
    const row = await this.topics.find(type);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such topic.');
    return toTopic(row, await this.factsOf([type]));
  }

  /**
   * Makes a topic, or changes what is given. What is accepted from then on is judged by it: in this process at once, in
   * others a moment later.
   *
   * @throws AppError `VALIDATION_FAILED` if it is no topic; `SCHEMA_INVALID`
   */
  async put(type: string, change: PutTopic): Promise<Topic> {
    if (!TOPIC_PATTERN.test(type) || type.length > 255)
      throw new AppError('VALIDATION_FAILED', 'A topic has dot-separated segments of letters, digits, - and _.');
    if (change.schema !== undefined && change.schema !== null) compileSchema(change.schema);
    await this.topics.put(type, change);
    await this.table.refresh();
    return this.get(type);
  }

  /** A schema that the newest events of a topic fit, and how many were looked at. */
  async propose(type: string) {
    const samples = await this.topics.latestData(type, SAMPLES, SAMPLE_BYTES);
    return { schema: inferSchema(samples.map((json) => JSON.parse(json) as unknown)), from: samples.length };
  }

  private async factsOf(types: readonly string[]): Promise<TopicFacts> {
    const [rates, backlog, sources] = await Promise.all([
      this.activities.rates(),
      this.pending.backlog(),
      this.activities.sources(types, SHOWN_SOURCES),
    ]);
    const consumersOf = (type: string) => this.subscriptions.about(type);
    const named = [
      ...types.flatMap(consumersOf).map(({ workflowId }) => workflowId),
      ...sources.flatMap(({ source }) => workflowIdOf(source) ?? []),
    ];
    const workflows = await this.topics.workflows([...new Set(named)]);
    return { rates, backlog, sources, consumersOf, atRoute: (route) => this.subscriptions.atRoute(route), workflows };
  }
}
