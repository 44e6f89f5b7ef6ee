import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { JsonSchema } from '../../contract/index.js';
import { Reload } from '../../platform/batching/reload.js';
import { Notifications } from '../../platform/database/notifications.service.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { compileSchema, type SchemaCheck } from './compile-schema.js';
import { TOPICS_CHANNEL, TopicsRepository, type JudgedTopic } from './topics.repository.js';

interface Rule extends JudgedTopic {
  check: SchemaCheck;
}

/** What is wrong with an event, and whether it is to be refused for it. */
export interface Verdict {
  mode: 'warn' | 'reject';
  /** JSON pointer into the data. */
  pointer: string;
  detail: string;
}

/**
 * The schemas that events are judged by, in memory and compiled. The rows are the truth; every process reads them anew when
 * a notification tells it that they changed.
 */
@Injectable()
export class TopicTable implements OnModuleInit {
  private rules: ReadonlyMap<string, Rule> = new Map();
  private readonly reload = new Reload(() => this.load());

  constructor(
    private readonly topics: TopicsRepository,
    private readonly notifications: Notifications,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.notifications.on(TOPICS_CHANNEL, () => {
      this.refresh().catch((error: unknown) => this.logger.warn({ err: error }, 'topics could not be read anew'));
    });
    await this.refresh();
  }

  /** Resolves when the table holds what was committed before the call. */
  refresh(): Promise<void> {
    return this.reload.run();
  }

  /** @param json the data of an event */
  judge(type: string, json: string): Verdict | undefined {
    const rule = this.rules.get(type);
    const problem = rule?.check(JSON.parse(json));
    if (!rule || !problem) return undefined;
    const { pointer, message } = problem;
    return { mode: rule.mode, pointer, detail: `${pointer || 'it'} ${message}` };
  }

  private async load(): Promise<void> {
    const judged = await this.topics.findJudged();
    this.rules = new Map(judged.flatMap((topic) => this.bind(topic)).map((rule) => [rule.type, rule]));
  }

  /** A schema that did not change is not compiled again. */
  private bind(topic: JudgedTopic): Rule[] {
    const known = this.rules.get(topic.type);
    if (known?.schema === topic.schema) return [{ ...topic, check: known.check }];
    try {
      return [{ ...topic, check: compileSchema(JSON.parse(topic.schema) as JsonSchema) }];
    } catch (error) {
      this.logger.error(
        { err: error, type: topic.type },
        'the schema of a topic cannot be used; its events are let in',
      );
      return [];
    }
  }
}
