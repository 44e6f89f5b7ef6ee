import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, Problem, Schedule, SchedulePreview, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { until } from './support/until.js';
import {
  chain,
  createWorkflow,
  expectStatus,
  node,
  publishWorkflow,
  stepOf,
  waitForRun,
  waitForRunsOf,
  type ProblemBody,
} from './support/workflows.js';

const said = node('said', 'set', { values: { at: '{{ trigger.dueAt }}' } });
const every = (params: Record<string, string | number>) => chain(node('clock', 'schedule', params), said);

async function schedulesOf(app: TestApp, workflowId: string): Promise<Schedule[]> {
  const { items } = expectStatus(await app.api<Page<Schedule>>('GET', '/schedules?limit=200'), 200);
  return items.filter((schedule) => schedule.workflowId === workflowId);
}

async function scheduleOf(app: TestApp, workflowId: string): Promise<Schedule> {
  const [schedule] = await schedulesOf(app, workflowId);
  if (!schedule) throw new Error(`workflow ${workflowId} has no schedule`);
  return schedule;
}

const post = async <Body>(app: TestApp, path: string, body: unknown, status: number): Promise<Body> =>
  expectStatus(await app.api<Body>('POST', path, body), status);

describe('a schedule', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('runs its workflow every second, once for each', async () => {
    const workflowId = await publishWorkflow(app, 'Ticking', every({ cron: '* * * * * *' }));
    const runs = await waitForRunsOf(app, workflowId, 3);
    await post(app, `/workflows/${workflowId}/unpublish`, undefined, 200);
    const times = runs.map((run) => Date.parse((stepOf(run, 'said').output as { at: string }).at));
    expect(times).toEqual(times.map((_, index) => (times[0] ?? 0) + index * 1000));
    expect((times[0] ?? 1) % 1000).toBe(0);
    const [first] = runs;
    expect(first).toMatchObject({ status: 'succeeded', trigger: 'clock' });
    expect((await app.api('GET', `/events/${first?.eventId}`)).body).toMatchObject({
      event: {
        type: 'eventloom.schedule.due',
        source: `/workflows/${workflowId}`,
        data: { dueAt: new Date(times[0] ?? 0).toISOString() },
      },
      deliveries: [{ workflowId, outcome: 'run' }],
    });
  });

  it('begins at its own trigger only, though another schedule stands on the same canvas', async () => {
    const graph = {
      nodes: [node('often', 'schedule', { everyMs: 1000 }), node('rarely', 'schedule', { cron: '0 0 1 1 *' }), said],
      edges: [
        { id: 'a', source: 'often', target: 'said' },
        { id: 'b', source: 'rarely', target: 'said' },
      ],
    };
    const workflowId = await publishWorkflow(app, 'Two clocks', graph);
    const runs = await waitForRunsOf(app, workflowId, 2);
    await post(app, `/workflows/${workflowId}/unpublish`, undefined, 200);
    expect(new Set(runs.map(({ trigger }) => trigger))).toEqual(new Set(['often']));
  });

  it('is heard by whoever subscribes to its topic', async () => {
    const listener = await publishWorkflow(
      app,
      'Listener',
      chain(node('heard', 'event', { type: 'eventloom.schedule.>' }), node('done', 'set')),
    );
    const workflowId = await publishWorkflow(app, 'Heard', every({ everyMs: 1000 }));
    await waitForRunsOf(app, listener, 1);
    for (const id of [workflowId, listener]) await post(app, `/workflows/${id}/unpublish`, undefined, 200);
  });

  it('shows what it does, when it fires next, and when it fired', async () => {
    const graph = chain(
      {
        ...node('clock', 'schedule', { cron: '30 2 * * *', timezone: 'Europe/Berlin', catchUp: 'last' }),
        label: 'Night',
      },
      said,
    );
    const workflowId = await publishWorkflow(app, 'Nightly', graph);
    const schedule = await scheduleOf(app, workflowId);
    expect(schedule).toMatchObject({
      workflowName: 'Nightly',
      nodeId: 'clock',
      label: 'Night',
      cron: '30 2 * * *',
      sentence: 'At 02:30',
      timezone: 'Europe/Berlin',
      catchUp: 'last',
      paused: false,
      lastFiredAt: null,
    });
    expect(schedule.nextFires).toHaveLength(5);
    expect(schedule.nextFires).toEqual(schedule.nextFires.toSorted());
    expect(expectStatus(await app.api<Schedule>('GET', `/schedules/${schedule.id}`), 200)).toEqual(schedule);
  });

  it('runs at once when it is told to, and its times stay as they are', async () => {
    const workflowId = await publishWorkflow(app, 'Now', every({ cron: '0 0 1 1 *' }));
    const schedule = await scheduleOf(app, workflowId);
    const { runId } = await post<{ runId: string }>(app, `/schedules/${schedule.id}/run`, undefined, 202);
    const run = await waitForRun(app, runId);
    expect(run).toMatchObject({ workflowId, status: 'succeeded', trigger: 'clock', workflowVersion: 1 });
    expect(stepOf(run, 'said').output).toEqual({ at: expect.stringMatching(/^\d{4}-.*Z$/) as string });
    expect(await scheduleOf(app, workflowId)).toEqual(schedule);
  });

  it('does not fire while it is paused, and goes on with its next time', async () => {
    const workflowId = await publishWorkflow(app, 'Paused', every({ everyMs: 1000 }));
    await waitForRunsOf(app, workflowId, 1);
    const { id } = await scheduleOf(app, workflowId);
    expect(await post(app, `/schedules/${id}/pause`, undefined, 200)).toMatchObject({ paused: true, nextFires: [] });
    const { lastFiredAt } = await scheduleOf(app, workflowId);
    await new Promise((resolve) => setTimeout(resolve, 2200));
    expect(await scheduleOf(app, workflowId)).toMatchObject({ paused: true, lastFiredAt });

    const resumed = await post<Schedule>(app, `/schedules/${id}/resume`, undefined, 200);
    const next = await until('it fires again', async () => {
      const schedule = await scheduleOf(app, workflowId);
      return schedule.lastFiredAt !== null && schedule.lastFiredAt !== lastFiredAt && schedule.lastFiredAt;
    });
    await post(app, `/workflows/${workflowId}/unpublish`, undefined, 200);
    expect(next >= (resumed.nextFires[0] ?? '')).toBe(true);
    const gap = Date.parse(next) - Date.parse(lastFiredAt ?? '');
    expect([gap >= 2000, gap % 1000]).toEqual([true, 0]);
  });

  it('is gone with its workflow, unpublished or deleted', async () => {
    const unpublished = await publishWorkflow(app, 'Unpublished', every({ everyMs: 1000 }));
    const deleted = await publishWorkflow(app, 'Deleted', every({ everyMs: 1000 }));
    await waitForRunsOf(app, unpublished, 1);
    await post(app, `/workflows/${unpublished}/unpublish`, undefined, 200);
    expectStatus(await app.api('DELETE', `/workflows/${deleted}`), 200, 204);
    const count = async () =>
      expectStatus(await app.api<Page<unknown>>('GET', `/runs?workflowId=${unpublished}`), 200).items.length;
    const before = await count();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await count()).toBe(before);
    expect([await schedulesOf(app, unpublished), await schedulesOf(app, deleted)]).toEqual([[], []]);
  });

  it('keeps its phase and its pause when the workflow is published again with the same times', async () => {
    const workflowId = await publishWorkflow(app, 'Again', every({ everyMs: 3_600_000 }));
    const before = await scheduleOf(app, workflowId);
    await post(app, `/workflows/${workflowId}/publish`, undefined, 200);
    expect(await scheduleOf(app, workflowId)).toEqual(before);

    await post(app, `/schedules/${before.id}/pause`, undefined, 200);
    const { revision } = expectStatus(await app.api<Workflow>('GET', `/workflows/${workflowId}`), 200);
    const graph = every({ everyMs: 7_200_000 });
    expectStatus(await app.api('PATCH', `/workflows/${workflowId}`, { baseRevision: revision, graph }), 200);
    await post(app, `/workflows/${workflowId}/publish`, undefined, 200);
    expect(await scheduleOf(app, workflowId)).toMatchObject({ id: before.id, paused: true, everyMs: 7_200_000 });
    const resumed = await post<Schedule>(app, `/schedules/${before.id}/resume`, undefined, 200);
    expect(Date.parse(resumed.nextFires[1] ?? '') - Date.parse(resumed.nextFires[0] ?? '')).toBe(7_200_000);
  });

  it('that is disabled never fires', async () => {
    const graph = chain({ ...node('clock', 'schedule', { everyMs: 1000 }), disabled: true }, said);
    const { id } = await createWorkflow(app, 'Disabled', { ...graph, nodes: [...graph.nodes, node('hand', 'manual')] });
    await post(app, `/workflows/${id}/publish`, undefined, 200);
    expect(await schedulesOf(app, id)).toEqual([]);
  });

  it('that is unknown is 404', async () => {
    const unknown = '0198c0de-0000-7000-8000-000000000000';
    for (const id of [unknown, 'x'])
      for (const [method, path] of [
        ['GET', ''],
        ['POST', '/run'],
        ['POST', '/pause'],
        ['POST', '/resume'],
      ] as const)
        expect((await app.api(method, `/schedules/${id}${path}`)).status).toBe(404);
  });

  it.each<[string, Record<string, string | number>, Partial<Problem>]>([
    ['a minute that does not exist', { cron: '61 * * * *' }, { code: 'CRON_INVALID', pointer: '/nodes/0/params/cron' }],
    ['30 February', { cron: '0 0 30 2 *' }, { code: 'CRON_NEVER_FIRES', pointer: '/nodes/0/params/cron' }],
    [
      'an unknown zone',
      { cron: '* * * * *', timezone: 'Mars/Olympus' },
      { code: 'TZ_UNKNOWN', pointer: '/nodes/0/params/timezone' },
    ],
    ['under a second', { everyMs: 999 }, { code: 'INTERVAL_TOO_SHORT', pointer: '/nodes/0/params/everyMs' }],
    ['neither of both', {}, { code: 'PARAM_REQUIRED', pointer: '/nodes/0/params/cron' }],
    ['both', { cron: '* * * * *', everyMs: 1000 }, { code: 'PARAM_INVALID', pointer: '/nodes/0/params/everyMs' }],
  ])('with %s is told on save, and refused on publish and preview', async (_what, params, problem) => {
    const workflow = await createWorkflow(app, 'Wrong', every(params));
    expect(workflow.problems).toMatchObject([{ ...problem, severity: 'error', nodeId: 'clock' }]);
    expect(await post<ProblemBody>(app, `/workflows/${workflow.id}/publish`, undefined, 422)).toMatchObject({
      code: problem.code,
      problems: [problem],
    });
    const pointer = problem.pointer?.replace('/nodes/0/params', '');
    expect(await post(app, '/schedules/preview', params, 422)).toMatchObject({ code: problem.code, pointer });
    expect(await schedulesOf(app, workflow.id)).toEqual([]);
  });

  it('can be looked at before there is one', async () => {
    const cron = await post<SchedulePreview>(
      app,
      '/schedules/preview',
      { cron: '0 9 * * 1-5', timezone: 'America/New_York' },
      200,
    );
    expect(cron.sentence).toBe('At 09:00, Monday through Friday');
    expect(cron.nextFires).toHaveLength(5);
    expect(cron.nextFires.every((time) => /T1[34]:00:00\.000Z$/.test(time))).toBe(true);
    const interval = await post<SchedulePreview>(app, '/schedules/preview', { everyMs: 90_000 }, 200);
    expect(interval.sentence).toBe('Every 90 seconds');
    const [first = '', second = ''] = interval.nextFires;
    expect(Date.parse(second) - Date.parse(first)).toBe(90_000);
  });
});

describe('schedules after a stop', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('skip what was missed, run for the last of it, or for all', async () => {
    const first = await startTestApp({ database });
    const ids: Record<string, string> = {};
    for (const catchUp of ['skip', 'last', 'all'])
      ids[catchUp] = await publishWorkflow(first, catchUp, every({ everyMs: 1000, catchUp }));
    await Promise.all(Object.values(ids).map((id) => waitForRunsOf(first, id, 1)));
    await first.close();
    const stoppedAt = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 3500));

    const startedAt = Date.now();
    const second = await startTestApp({ database });
    const fired = async (catchUp: string) => {
      const rows = await database.query<{ due_at: Date }>(
        'select due_at from schedule_tick join schedule s on s.id = schedule_id where workflow_id = $1 order by 1',
        [ids[catchUp]],
      );
      return rows.map((row) => row.due_at.getTime());
    };
    const missed = (times: number[]) => times.filter((time) => time > stoppedAt && time < startedAt);
    await until('all of them go on', async () => {
      const all = await Promise.all(Object.keys(ids).map(fired));
      return all.every((times) => (times.at(-1) ?? 0) > Date.now() - 1000 && (times.at(-1) ?? 0) > startedAt + 1000);
    });
    const [skip, last, all] = await Promise.all([fired('skip'), fired('last'), fired('all')]);
    const grid = all.map((_, index) => (all[0] ?? 0) + index * 1000);
    expect(missed(skip)).toEqual([]);
    expect(all).toEqual(grid);
    expect(missed(all).length).toBeGreaterThanOrEqual(3);
    const betweens = last.slice(1).map((time, index) => time - (last[index] ?? 0));
    expect(betweens.filter((between) => between > 1000)).toHaveLength(1);
    expect(Math.max(...betweens)).toBeGreaterThanOrEqual(3000);
    await second.close();
  });
});
