import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Page, PruneResult, Pruning, Retention, Run, RunSummary } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { daysAgo, makePast, moveToPast, pastId } from './support/past.js';
import {
  chain,
  edge,
  expectStatus,
  getRun,
  node,
  publishEvent,
  publishWorkflow,
  stepOf,
  waitForRun,
  waitForRunsOf,
} from './support/workflows.js';
import { until } from './support/until.js';

/** Longer ago than anything is kept, unless somebody says so. */
const OVER = 32;

describe('history that is over', () => {
  let database: TestDatabase;
  let app: TestApp;
  let plain: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await startTestApp({ database });
    await makePast(database, [40, 33, 32, 31, 30]);
    plain = await publishWorkflow(
      app,
      'Plain',
      chain(node('heard', 'event', { type: 'plain.>' }), node('note', 'set', { values: { text: 'x'.repeat(20_000) } })),
    );
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** Publishes an event, waits for the end of its run, and has all of it have happened long ago. */
  async function happened(type: string, days = OVER): Promise<{ eventId: string; runId: string }> {
    const id = await publishEvent(app, { type, data: { days } });
    const runId = await until('the run', async () => {
      const [run] = await database.query<{ id: string }>(
        'select id from run where event_id = $1 and finished_at is not null',
        [id],
      );
      return run?.id;
    });
    return { eventId: await moveToPast(database, id, days), runId: pastId(runId, days) };
  }

  /** A day is looked through once: what tests make of it later is to be found nevertheless. */
  async function prune(on = app): Promise<Pruning[]> {
    await database.query('delete from pruning');
    return expectStatus(await on.api<PruneResult>('POST', '/retention/prune'), 200).prunings;
  }

  /** The same of an event whose run waits for an approval, and goes on to `end` then. */
  async function waits(type: string): Promise<{ eventId: string; runId: string }> {
    const nodes = [
      node('heard', 'event', { type }),
      node('ask', 'approval', { message: 'Refund?' }),
      node('end', 'set', { values: { by: '{{ steps.ask.by }}' } }),
    ];
    const edges = [edge('heard', 'ask'), edge('ask.approved', 'end')];
    const workflowId = await publishWorkflow(app, type, { nodes, edges });
    const published = await publishEvent(app, { type });
    const waiting = await until('the question', async () => {
      const { items } = expectStatus(await app.api<Page<RunSummary>>('GET', `/runs?workflowId=${workflowId}`), 200);
      return items.find(({ status }) => status === 'waiting')?.id;
    });
    return { eventId: await moveToPast(database, published, OVER), runId: pastId(waiting, OVER) };
  }

  async function approve(runId: string): Promise<Run> {
    expectStatus(await app.api('POST', `/runs/${runId}/approvals/ask`, { decision: 'approve' }), 202);
    return waitForRun(app, runId);
  }

  const endedEarlier = (runId: string) =>
    database.query(`update run set finished_at = finished_at - interval '8 days' where id = $1`, [runId]);

  async function keepTopic(type: string, days: number | null): Promise<void> {
    await database.query(
      'insert into topic (type, retention_days) values ($1, $2) on conflict (type) do update set retention_days = $2',
      [type, days],
    );
  }

  const eventStatus = async (id: string) => (await app.api('GET', `/events/${id}`)).status;
  const runStatus = async (id: string) => (await app.api('GET', `/runs/${id}`)).status;

  it('goes day by day, with what that freed, and nothing else goes', async () => {
    const gone = await happened('plain.gone');
    const goneToo = await happened('plain.gone', OVER + 1);
    const kept = await happened('plain.kept', 29);
    const before = expectStatus(await app.api<Retention>('GET', '/retention'), 200);
    expect(before).toMatchObject({ days: 30, topics: [], prunings: [] });
    const day = (days: number) => new Date(daysAgo(days)).toISOString();
    expect(before.partitions.map(({ since }) => since)).toEqual(
      [-3, -2, -1, 0, 1, 30, 31, 32, 33, 40].map((days) => day(days)).concat([null as never]),
    );

    const prunings = await prune();
    expect(prunings.map(({ until: end, events, runs, steps }) => ({ end, events, runs, steps }))).toEqual([
      { end: day(32), events: 1, runs: 1, steps: 1 },
      { end: day(31), events: 1, runs: 1, steps: 1 },
    ]);
    expect(prunings.every(({ bytes, survivors, tookMs }) => bytes > 0 && survivors === 0 && tookMs > 0)).toBe(true);
    for (const { eventId, runId } of [gone, goneToo])
      expect([await eventStatus(eventId), await runStatus(runId)]).toEqual([404, 404]);
    expect([await eventStatus(kept.eventId), await runStatus(kept.runId)]).toEqual([200, 200]);

    const after = expectStatus(await app.api<Retention>('GET', '/retention'), 200);
    expect(after.partitions.map(({ since }) => since).slice(-2)).toEqual([day(30), null]);
    expect(after.prunings.map(({ id }) => id)).toEqual(prunings.map(({ id }) => id).toReversed());
    const { items } = expectStatus(await app.api<Page<RunSummary>>('GET', `/runs?workflowId=${plain}`), 200);
    expect(items.map(({ id }) => id)).toEqual([kept.runId]);
  });

  it('keeps a run that waits, with its event: it can be approved, ends, and stays for a while', async () => {
    const { eventId, runId } = await waits('refund.asked');
    await happened('plain.gone');

    expect(await prune()).toMatchObject([{ events: 1, runs: 1, survivors: 2 }]);
    expect(await getRun(app, runId)).toMatchObject({ status: 'waiting', eventId });
    expect(stepOf(await approve(runId), 'end').output).toEqual({ by: 'EVENTLOOM_API_KEY' });
    expect(await prune()).toEqual([]);
    expect(await eventStatus(eventId)).toBe(200);

    await endedEarlier(runId);
    expect(await prune()).toMatchObject([{ events: 1, runs: 1, steps: 2, survivors: 0 }]);
    expect(await eventStatus(eventId)).toBe(404);
  });

  it('waits for its moment, and what changes meanwhile is not lost', async () => {
    const { runId } = await waits('refund.asked.meanwhile');
    const saving = new pg.Client({ connectionString: database.url });
    await saving.connect();
    await saving.query('begin');
    await saving.query('lock table event in access share mode');
    const pruning = prune();
    await until('the wait for a moment', async () => {
      const waiting = await database.query(
        `select from pg_stat_activity where query like 'lock table only%' and datname = current_database()`,
      );
      return waiting.length > 0;
    });
    const { steps } = await approve(runId);
    await saving.query('commit');
    await saving.end();
    await pruning;
    expect(await getRun(app, runId)).toMatchObject({ status: 'succeeded', steps });
    await endedEarlier(runId);
    expect(await prune()).toMatchObject([{ events: 1, runs: 1, steps: 2, survivors: 0 }]);
  });

  it('keeps the one run among many that waits', async () => {
    const { eventId, runId } = await waits('refund.asked.among.many');
    await database.query(
      `insert into run (id, event_id, workflow_id, version_id, trigger_node, status, root_event_id, finished_at)
       select (left($1::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), workflow_id, version_id, trigger_node,
         'succeeded', root_event_id, created_at
       from run, generate_series(1, 100001) n where id = $1::uuid`,
      [runId],
    );
    await database.query('analyze run');
    expect(await prune()).toMatchObject([{ events: 0, runs: 100_001, survivors: 2 }]);
    expect(await getRun(app, runId)).toMatchObject({ status: 'waiting', eventId });
    await approve(runId);
    await endedEarlier(runId);
    expect(await prune()).toMatchObject([{ events: 1, runs: 1 }]);
  });

  it('keeps an event that was retried later, and all its runs', async () => {
    const { eventId, runId } = await happened('plain.retried');
    const { body } = await app.api<{ runId: string }>('POST', `/runs/${runId}/retry`, { from: 'start' });
    await waitForRun(app, body.runId);
    expect(await prune()).toEqual([]);
    const { event, deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(event).toMatchObject({ type: 'plain.retried', data: { days: OVER } });
    expect(deliveries.map((delivery) => delivery.runId)).toEqual([runId, body.runId]);
  });

  it('keeps what an open dead letter is about', async () => {
    const code = "throw new Error('no')";
    const failing = chain(node('heard', 'event', { type: 'dead.kept' }), node('fail', 'code', { code }));
    const workflowId = await publishWorkflow(app, 'Fails', failing);
    const published = await publishEvent(app, { type: 'dead.kept', data: 1 });
    await waitForRunsOf(app, workflowId, 1);
    const eventId = await moveToPast(database, published, OVER);
    expect(await prune()).toEqual([]);
    const { items } = expectStatus(
      await app.api<Page<{ id: string; eventId: string; runId: string }>>(
        'GET',
        `/dead-letters?workflowId=${workflowId}`,
      ),
      200,
    );
    expect(items).toMatchObject([{ eventId }]);
    expect(await runStatus(items[0]?.runId ?? '')).toBe(200);

    expectStatus(await app.api('DELETE', `/dead-letters/${items[0]?.id}`), 204);
    expect(await prune()).toMatchObject([{ events: 1, runs: 1 }]);
    expect(await eventStatus(eventId)).toBe(404);
  });

  it('keeps the events of a topic for a time of its own, longer or shorter', async () => {
    await keepTopic('plain.long', 60);
    await keepTopic('plain.short', 2);
    const [long, short, waits] = [
      await happened('plain.long'),
      await happened('plain.short', 5),
      await happened('plain.short', 1),
    ];
    expect(await prune()).toMatchObject([{ topic: 'plain.short', events: 1, runs: 1, steps: 1 }]);
    expect(await runStatus(long.runId)).toBe(200);
    expect([await eventStatus(short.eventId), await runStatus(short.runId)]).toEqual([404, 404]);
    expect(await eventStatus(waits.eventId)).toBe(200);
    expect(expectStatus(await app.api<Retention>('GET', '/retention'), 200).topics).toEqual([
      { type: 'plain.long', days: 60 },
      { type: 'plain.short', days: 2 },
    ]);
    await keepTopic('plain.long', null);
    expect(await prune()).toMatchObject([{ events: 1, runs: 1 }]);
    expect(await eventStatus(long.eventId)).toBe(404);
  });

  it('is pruned by two instances at once without a clash, while events come and go', async () => {
    const second = await startTestApp({ database });
    for (let count = 0; count < 3; count += 1) await happened('plain.gone', OVER + count);
    let isPruning = true;
    const accepting = (async () => {
      const ids: string[] = [];
      while (isPruning) ids.push(await publishEvent(app, { type: 'plain.meanwhile' }));
      return ids;
    })();
    const pruned = await Promise.all([prune(), prune(second)]);
    isPruning = false;
    const freed = pruned.flat();
    expect(freed.reduce((sum, { events }) => sum + events, 0)).toBe(3);
    const accepted = await accepting;
    expect(accepted.length).toBeGreaterThan(0);
    await until('the runs of what came meanwhile', async () => {
      const [row] = await database.query<{ count: number }>(
        `select count(*)::int as count from run where event_id = any($1::uuid[]) and status = 'succeeded'`,
        [accepted],
      );
      return row?.count === accepted.length;
    });
    await second.close();
  });
});
