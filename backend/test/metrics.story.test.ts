import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from './support/app.js';
import { chain, node, publishWorkflow, waitForRunsOf, webhook } from './support/workflows.js';

/** The value of one line of the metrics, which is written as `name{labels}`. */
async function metric(app: TestApp, line: string): Promise<number | undefined> {
  const { body } = await app.request<string>('GET', '/metrics');
  const found = body.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.split(' ')[1]);
}

describe('metrics', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('count and time what happened, by workflow and by type of step', async () => {
    const code = node('work', 'code', { code: 'return { ok: true };' });
    const broken = node('broken', 'code', { code: 'throw new Error("no");' });
    const fine = await publishWorkflow(app, 'Measured', chain(webhook('measured'), code));
    const fails = await publishWorkflow(app, 'Measured failing', chain(webhook('measured-failing'), broken));
    await app.request('POST', '/hooks/measured', {});
    await app.request('POST', '/hooks/measured', {});
    await app.request('POST', '/hooks/measured-failing', {});
    await waitForRunsOf(app, fine, 2);
    await waitForRunsOf(app, fails, 1);

    await expect
      .poll(() => metric(app, `eventloom_workflow_runs_total{workflow="${fine}",status="succeeded"}`))
      .toBe(2);
    expect(await metric(app, `eventloom_workflow_runs_total{workflow="${fails}",status="failed"}`)).toBe(1);
    expect(await metric(app, 'eventloom_runs_total{status="succeeded"}')).toBeGreaterThanOrEqual(2);
    expect(await metric(app, 'eventloom_run_seconds_count{status="failed"}')).toBeGreaterThanOrEqual(1);
    expect(await metric(app, 'eventloom_step_seconds_count{type="code",outcome="succeeded"}')).toBe(2);
    expect(await metric(app, 'eventloom_step_seconds_count{type="code",outcome="failed"}')).toBe(1);
    expect(await metric(app, 'eventloom_events_accepted_total')).toBeGreaterThanOrEqual(3);
    expect(await metric(app, 'eventloom_accept_commit_seconds_count')).toBeGreaterThanOrEqual(1);
  });

  it('tell what waits, how busy the database is and how late the event loop', async () => {
    for (const line of [
      'eventloom_dead_letters',
      'eventloom_queue_lag_seconds',
      'eventloom_pending_runs',
      'eventloom_database_connections{state="idle"}',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect([line, await metric(app, line)]).toEqual([line, expect.any(Number)]);
  });

  it('are all shown by the dashboard that comes along, which asks for nothing else', async () => {
    const { body } = await app.request<string>('GET', '/metrics');
    const names = new Set(body.split('\n').flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
    const known = (name: string): boolean => names.has(name) || names.has(name.replace(/_(bucket|count|sum)$/, ''));
    const asked = await askedByDashboard();
    expect(asked.filter((name) => !known(name))).toEqual([]);
    const own = [...names].filter((name) => name.startsWith('eventloom_'));
    expect(own.filter((name) => !asked.some((each) => each.startsWith(name)))).toEqual([]);
  });
});

const DASHBOARD = new URL('../../deploy/grafana/eventloom.json', import.meta.url);
const dashboardSchema = z.object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) });

/** The names of all series that the dashboard reads. */
async function askedByDashboard(): Promise<string[]> {
  const { panels } = dashboardSchema.parse(JSON.parse(await readFile(DASHBOARD, 'utf8')));
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  return [...new Set(expressions.flatMap((expr) => expr.match(/\b(eventloom|nodejs|process)_\w+/g) ?? []))];
}
