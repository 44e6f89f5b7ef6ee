import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADD = `
alter table event
  -- JSON: the attributes of CloudEvents that have no column: dataschema, datacontenttype, extensions.
  add column attributes text,
  -- Why its data does not fit the schema of its topic.
  add column schema_problem text;
-- The job that handed the event out again.
alter table run add column replay_id uuid;
`;

export class AddBrokerColumns1764400000000 implements MigrationInterface {
  readonly name = 'AddBrokerColumns1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table run drop column replay_id');
    await runner.query('alter table event drop column attributes, drop column schema_problem');
  }
}
