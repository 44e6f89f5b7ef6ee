import { Inject, Injectable } from '@nestjs/common';
import { GroupCommit } from '../../platform/batching/group-commit.js';
import { Sql, type Statement } from '../../platform/database/sql.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { hasWildcard } from '../topic-pattern.js';

/** So many topics are remembered as known. */
const MAX_KNOWN = 100_000;

const INSERT: Statement = {
  name: 'insert-topics',
  text: 'insert into topic (type) select distinct unnest($1::text[]) order by 1 on conflict (type) do nothing',
};

/** A topic comes into being with its first event, or with the first subscription to it. */
@Injectable()
export class TopicBirths {
  private readonly known = new Set<string>();
  private readonly group: GroupCommit<string, undefined>;

  constructor(
    private readonly sql: Sql,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.group = new GroupCommit((types) => this.insert(types), { maxItems: 400, inFlight: 1 });
  }

  /** Has a topic written soon that this process has not seen before. A pattern of topics is none. */
  note(type: string): void {
    if (this.known.has(type)) return;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.add(type);
    if (!hasWildcard(type)) void this.group.submit(type);
  }

  /** Its next event makes up for what fails. */
  private async insert(types: string[]): Promise<undefined[]> {
    await this.sql.run(INSERT, [types]).catch((error: unknown) => {
      this.logger.warn({ err: error, types: types.length }, 'new topics could not be written');
      for (const type of types) this.known.delete(type);
    });
    return types.map(() => undefined);
  }
}
