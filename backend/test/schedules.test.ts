import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { ROOT } from './support/compose-file.js';
import { startProgram, type RunningProgram } from './support/program.js';
import { findFreePort, makeTempDir } from './support/servers.js';
import { until } from './support/until.js';

const API_KEY = 'a-key-for-the-test-of-schedules-0123456789';
const HOUR = 3_600_000;

interface Instance {
  url: string;
  program: RunningProgram;
}

interface Fired {
  workflow_id: string;
  due_at: Date;
  events: number;
  runs: number;
  lag: number;
}

/** What makes a process believe that it is another time. */
function shiftClock(ms: number): string {
  const script = `const Real = Date; globalThis.Date = class extends Real {
    constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
  };`;
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

describe('schedules over three instances', () => {
  let temp: Awaited<ReturnType<typeof makeTempDir>>;
  let postgres: EmbeddedPostgres;
  let database: pg.Pool;
  const instances: Instance[] = [];

  beforeAll(async () => {
    const build = new URL('../../scripts/lib/build.mjs', import.meta.url);
    await ((await import(build.href)) as { ensureBuilt(name: string): Promise<void> }).ensureBuilt('backend');
    temp = await makeTempDir();
    postgres = await startEmbeddedPostgres({ dataDir: path.join(temp.dir, 'shared'), log: () => undefined });
    const { socketDir: host, port, user, database: name } = postgres;
    database = new pg.Pool({ host, port, user, database: name, max: 2 });
    database.on('error', () => undefined);
  });
  afterAll(async () => {
    for (const { program } of instances) {
      program.signalGroup('SIGKILL');
      await program.ended;
    }
    await database.end();
    await postgres.stop();
    await temp.remove();
  });

  /** @param clockOffset how far its clock is wrong; milliseconds */
  async function start(clockOffset: number): Promise<Instance> {
    const port = await findFreePort();
    const { socketDir, port: databasePort, user, database: name } = postgres;
    const program = startProgram(['node', 'backend/dist/main.js'], {
      cwd: ROOT,
      env: {
        PORT: String(port),
        DATABASE_URL: `postgresql://${user}@/${name}?host=${socketDir}&port=${databasePort}`,
        EVENTLOOM_DATA_DIR: path.join(temp.dir, String(port)),
        EVENTLOOM_ROLE: 'api',
        EVENTLOOM_API_KEY: API_KEY,
        ...(clockOffset !== 0 && { NODE_OPTIONS: shiftClock(clockOffset) }),
      },
    });
    const instance = { url: `http://127.0.0.1:${port}`, program };
    instances.push(instance);
    const isReady = () =>
      fetch(`${instance.url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until('an instance is ready', isReady, 60_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${program.output()}`);
    });
    return instance;
  }

  async function post<Body>({ url }: Instance, route: string, body?: unknown): Promise<Body> {
    const answer = await fetch(`${url}/api/v1${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }

  async function publish(instance: Instance, params: Record<string, unknown>): Promise<string> {
    const graph = { nodes: [{ id: 'clock', type: 'schedule', params }], edges: [] };
    const { id } = await post<{ id: string }>(instance, '/workflows', { name: JSON.stringify(params), graph });
    await post(instance, `/workflows/${id}/publish`);
    return id;
  }

  /** Every tick, with the events and runs that came of it and how late it was in milliseconds, by the database's clock. */
  async function fired(): Promise<Fired[]> {
    const { rows } = await database.query<Fired>(`
      select s.workflow_id, t.due_at, count(distinct e.id)::int as events, count(distinct r.id)::int as runs,
        coalesce(max(extract(epoch from e.received_at - t.due_at) * 1000), 0)::float8 as lag
      from schedule_tick t join schedule s on s.id = t.schedule_id
      left join event e on e.source = '/workflows/' || s.workflow_id and e.time = t.due_at
      left join run r on r.event_id = e.id and r.workflow_id = s.workflow_id
      group by 1, 2 order by 1, 2`);
    return rows;
  }

  const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('fire once for each of their times, though one is killed and the clocks of the others are an hour off', async () => {
    const [first] = await Promise.all([start(0), start(HOUR), start(-HOUR)]);
    const kinds = [{ cron: '* * * * * *' }, { everyMs: 1000 }, { cron: '*/2 * * * * *', timezone: 'Europe/Berlin' }];
    const published = [...kinds, ...kinds].map((params) => publish(first, params));
    const workflowIds = await Promise.all(published);
    await pass(8000);
    first.program.signalGroup('SIGKILL');
    await pass(7000);
    await start(0);
    await pass(6000);
    const { rows } = await database.query<{ now: Date }>('select clock_timestamp() as now');
    const ticks = await fired();

    for (const [index, workflowId] of workflowIds.entries()) {
      const step = index % 3 === 2 ? 2000 : 1000;
      const times = ticks.filter((tick) => tick.workflow_id === workflowId).map(({ due_at }) => due_at.getTime());
      expect(times).toEqual(times.map((_, place) => (times[0] ?? 0) + place * step));
      expect((rows[0]?.now.getTime() ?? 0) - (times.at(-1) ?? 0)).toBeLessThan(step + 2000);
      expect(times.length).toBeGreaterThanOrEqual(20_000 / step);
    }
    expect(ticks.filter(({ events, runs }) => events !== 1 || runs !== 1)).toEqual([]);
    const { rows: counted } = await database.query<{ events: number }>(
      `select count(*)::int as events from event where type = 'eventloom.schedule.due'`,
    );
    expect(Math.abs((counted[0]?.events ?? 0) - ticks.length)).toBeLessThanOrEqual(workflowIds.length * 2);

    const lags = ticks.map(({ lag }) => lag).toSorted((left, right) => left - right);
    expect(lags[Math.floor(lags.length * 0.99)]).toBeLessThan(2000);
  });
});
