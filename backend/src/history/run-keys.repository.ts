import { Injectable } from '@nestjs/common';
import { Sql, type Statement } from '../platform/database/sql.js';

const FIND_KEYS: Statement = {
  name: 'find-run-keys',
  text: 'select run_id as "runId", name, value from run_key where run_id = any($1::uuid[]) order by run_id, name',
};

const FIND_TAGGED: Statement = {
  name: 'find-tagged-workflows',
  text: 'select id, settings from workflow where strpos(settings, $1) > 0',
};

const FIND_GRAPHS: Statement = {
  name: 'find-graphs',
  text: 'select id, graph from workflow_version where id = any($1::uuid[])',
};

/** What stands beside runs in a list: their search keys, the labels of their triggers, the tags of their workflows. */
@Injectable()
export class RunKeysRepository {
  constructor(private readonly sql: Sql) {}

  /** The values that runs are found by, by run; those without are left out. */
  async keysOf(runIds: readonly string[]): Promise<ReadonlyMap<string, Record<string, string>>> {
    const found = new Map<string, Record<string, string>>();
    if (runIds.length === 0) return found;
    const rows = await this.sql.run<{ runId: string; name: string; value: string }>(FIND_KEYS, [runIds]);
    for (const { runId, name, value } of rows) found.set(runId, { ...found.get(runId), [name]: value });
    return found;
  }

  /** The workflows that have a tag now. */
  async workflowsTagged(tag: string): Promise<string[]> {
    const rows = await this.sql.run<{ id: string; settings: string }>(FIND_TAGGED, [JSON.stringify(tag)]);
    return rows.flatMap(({ id, settings }) => {
      const { tags = [] } = JSON.parse(settings) as { tags?: string[] };
      return tags.includes(tag) ? [id] : [];
    });
  }

  /** The graphs of versions, as JSON. */
  findGraphs(versionIds: readonly string[]): Promise<{ id: string; graph: string }[]> {
    return this.sql.run(FIND_GRAPHS, [versionIds]);
  }
}
