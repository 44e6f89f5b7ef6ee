import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs are found by their event; only attempts after the first could clash, when two people retry the same run at once. An
 * index of the event's id alone is half as wide, and it is written twice for every run.
 */
export class NarrowRunIndex1764350000000 implements MigrationInterface {
  readonly name = 'NarrowRunIndex1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create index run_event on run (event_id);
create unique index run_attempt on run (event_id, workflow_id, trigger_node, attempt) where attempt > 1;
alter table run drop constraint run_event_id_workflow_id_trigger_node_attempt_key`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table run add unique (event_id, workflow_id, trigger_node, attempt);
drop index run_attempt, run_event`);
  }
}
