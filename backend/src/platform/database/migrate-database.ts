import type { DataSource } from 'typeorm';

/** Any number that nothing else takes: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_205_759;

/** Brings the database to the schema of this version. Processes that start at once wait for each other. */
export async function migrateDatabase(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
