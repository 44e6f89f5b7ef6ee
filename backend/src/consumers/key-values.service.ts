import { Injectable } from '@nestjs/common';
import type { KeyValueChange } from '../connectors/define-node.js';
import { PermanentNodeError } from '../connectors/node-errors.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';

const IS_LIVE = '(expires_at is null or expires_at > clock_timestamp())';

const GET = { name: 'get-key-value', text: `select value from key_value where key = $1 and ${IS_LIVE}` };

const LOCK = { name: 'lock-key-value', text: `select value from key_value where key = $1 and ${IS_LIVE} for update` };

const SET = {
  name: 'set-key-value',
  text: `
insert into key_value (key, value, updated_at, expires_at) values ($1, $2, clock_timestamp(), clock_timestamp() + $3::float8 * interval '1 ms')
on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at, expires_at = excluded.expires_at`,
};

const DELETE = { name: 'delete-key-value', text: `delete from key_value where key = $1 returning ${IS_LIVE} as live` };

const CREATE_COUNTER = {
  name: 'create-counter',
  text: `
insert into key_value (key, value) values ($1, '0')
on conflict (key) do update set value = '0', expires_at = null where key_value.expires_at <= clock_timestamp()`,
};

const ADD = {
  name: 'add-to-key-value',
  text: 'update key_value set value = $2, updated_at = clock_timestamp() where key = $1',
};

const FIND_CHANGE = {
  name: 'find-key-value-change',
  text: 'select result from key_value_change where idempotency_key = $1',
};

/** Waits for another transaction that makes the same change; no row if that was committed. */
const NOTE_CHANGE = {
  name: 'note-key-value-change',
  text: `insert into key_value_change (idempotency_key, result) values ($1, 'null') on conflict do nothing returning idempotency_key`,
};

const NOTE_RESULT = {
  name: 'note-key-value-result',
  text: 'update key_value_change set result = $2 where idempotency_key = $1',
};

/** Changes older than this are of runs that nobody takes up again. */
const DELETE_OLD = {
  name: 'delete-old-key-values',
  text: `
with expired as (delete from key_value where expires_at < clock_timestamp())
delete from key_value_change where created_at < clock_timestamp() - interval '7 days'`,
};

type Change = Exclude<KeyValueChange, { operation: 'get' }>;

/** Values that outlive runs, one for each key in this workspace. A change is made once, however often its step is tried. */
@Injectable()
export class KeyValues {
  constructor(private readonly sql: Sql) {}

  /** @throws PermanentNodeError `NOT_A_NUMBER` if something else than a number is to be counted up */
  async perform(change: KeyValueChange): Promise<unknown> {
    if (change.operation === 'get') return this.get(change.key);
    return this.sql.transaction(async (runner) => {
      const [noted] = await runner.run(NOTE_CHANGE, [change.idempotencyKey]);
      if (!noted) return this.earlier(runner, change);
      const result = await this.change(runner, change);
      await runner.run(NOTE_RESULT, [change.idempotencyKey, JSON.stringify(result)]);
      return result;
    });
  }

  async deleteOld(): Promise<void> {
    await this.sql.run(DELETE_OLD, []);
  }

  private async get(key: string): Promise<unknown> {
    const [row] = await this.sql.run<{ value: string }>(GET, [key]);
    return { key, found: row !== undefined, value: row ? (JSON.parse(row.value) as unknown) : null };
  }

  private async earlier(runner: SqlRunner, { idempotencyKey }: Change): Promise<unknown> {
    const [row] = await runner.run<{ result: string }>(FIND_CHANGE, [idempotencyKey]);
    return JSON.parse(row?.result ?? 'null') as unknown;
  }

  private async change(runner: SqlRunner, change: Change): Promise<unknown> {
    const { key } = change;
    if (change.operation === 'set') {
      await runner.run(SET, [key, JSON.stringify(change.value ?? null), change.ttlMs ?? null]);
      return { key, value: change.value ?? null };
    }
    if (change.operation === 'increment') return this.increment(runner, key, change.by);
    const [row] = await runner.run<{ live: boolean }>(DELETE, [key]);
    return { key, deleted: row?.live ?? false };
  }

  private async increment(runner: SqlRunner, key: string, by: number): Promise<unknown> {
    await runner.run(CREATE_COUNTER, [key]);
    const [row] = await runner.run<{ value: string }>(LOCK, [key]);
    const before = JSON.parse(row?.value ?? '0') as unknown;
    if (typeof before !== 'number') throw new PermanentNodeError('NOT_A_NUMBER', `What "${key}" holds is no number.`);
    const value = before + by;
    await runner.run(ADD, [key, JSON.stringify(value)]);
    return { key, value };
  }
}
