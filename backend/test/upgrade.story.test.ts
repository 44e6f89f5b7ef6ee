import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../src/platform/database/migrations/index.js';
import { newId } from '../src/platform/ids.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const DIVIDE = MIGRATIONS.findIndex(({ name }) => name.startsWith('PartitionByDay'));

describe('an installation whose tables were not divided by day yet', () => {
  let database: TestDatabase;
  const eventId = newId();
  const runId = newId();

  beforeAll(async () => {
    database = await createTestDatabase({ isEmpty: true });
    await migrate(MIGRATIONS.slice(0, DIVIDE));
    await database.query(
      `insert into event (id, type, source, time, data, root_id) values ($1, 'old', 'test', now(), '{}', $1)`,
      [eventId],
    );
    await database.query(
      `insert into run (id, event_id, workflow_id, version_id, trigger_node, status, root_event_id, attempt)
       values ($1, $2, $2, $2, 'hook', 'succeeded', $2, 2)`,
      [runId, eventId],
    );
    await database.query(`insert into step (run_id, node_id, status) values ($1, 'hook', 'succeeded')`, [runId]);
  });
  afterAll(() => database.drop());

  async function migrate(migrations: typeof MIGRATIONS, isUndone = false): Promise<void> {
    const source = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations,
      migrationsTableName: 'migration',
    });
    await source.initialize();
    if (isUndone) await source.undoLastMigration();
    else await source.runMigrations({ transaction: 'each' });
    await source.destroy();
  }

  const found = () =>
    database.query<{ event: string; run: string; steps: number }>(
      `select e.id as event, r.id as run, (select count(*)::int from step where run_id = r.id) as steps
       from event e join run r on r.event_id = e.id`,
    );

  const indexes = async () =>
    (
      await database.query<{ name: string }>(
        `select indexrelid::regclass::text as name from pg_index where indrelid in ('event'::regclass, 'run'::regclass) order by 1`,
      )
    ).map(({ name }) => name);

  it('keeps what it has where it is, and its indexes their names, forth and back', async () => {
    const before = await indexes();
    await migrate(MIGRATIONS.slice(0, DIVIDE + 1));
    expect(await found()).toEqual([{ event: eventId, run: runId, steps: 1 }]);
    expect(await indexes()).toEqual(before.filter((name) => name !== 'run_attempt'));
    const [{ at } = { at: '' }] = await database.query<{ at: string }>(
      'select tableoid::regclass::text as at from run',
    );
    expect(at).toMatch(/^run_before_\d{8}$/);

    await migrate(MIGRATIONS.slice(0, DIVIDE + 1), true);
    expect(await found()).toEqual([{ event: eventId, run: runId, steps: 1 }]);
    expect(await indexes()).toEqual(before);
  });
});
