import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Template, Workflow, WorkflowExport, WorkflowSummary, WorkflowVersion } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  createWorkflow,
  expectStatus,
  getRun,
  node,
  publishWorkflow,
  runByHand,
  stepOf,
  waitForRun,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

interface WorkflowPage {
  items: WorkflowSummary[];
  nextCursor: string | null;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const graphSaying = (text: string, path: string) =>
  chain(webhook(path, { respond: 'last-node' }), node('say', 'set', { values: { text } }));

async function list(query: string): Promise<WorkflowPage> {
  return expectStatus(await app.api<WorkflowPage>('GET', `/workflows${query}`), 200);
}

async function load(id: string): Promise<Workflow> {
  return expectStatus(await app.api<Workflow>('GET', `/workflows/${id}`), 200);
}

async function say(path: string): Promise<unknown> {
  return (await app.request<{ text?: string }>('POST', `/hooks/${path}`, {})).body.text;
}

describe('the list of workflows', () => {
  it('shows the newest first, page by page, without their graphs', async () => {
    const ids: string[] = [];
    for (const name of ['Page A', 'Page B', 'Page C', 'Page D', 'Page E'])
      ids.unshift((await createWorkflow(app, name, { nodes: [], edges: [] })).id);
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    const third = await list(`?limit=2&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids);
    expect(third.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({ name: 'Page E', status: 'draft', publishedVersion: null, revision: 1 });
    expect(first.items[0]).not.toHaveProperty('graph');
  });

  it('finds names that contain a text, and takes % and _ as what they are', async () => {
    for (const name of ['100% done', '1000 done', 'under_score', 'underscore'])
      await createWorkflow(app, name, { nodes: [], edges: [] });
    const names = async (q: string) => (await list(`?q=${encodeURIComponent(q)}`)).items.map(({ name }) => name);
    expect(await names('DONE')).toEqual(['1000 done', '100% done']);
    expect(await names('0%')).toEqual(['100% done']);
    expect(await names('r_s')).toEqual(['under_score']);
    expect(await names('nobody has this')).toEqual([]);
  });

  it('filters by state', async () => {
    const id = await publishWorkflow(app, 'Listed', graphSaying('hi', 'listed'));
    expect((await list('?status=published')).items.map((one) => one.id)).toEqual([id]);
    expect((await list('?status=draft')).items.map((one) => one.id)).not.toContain(id);
    expect((await list('')).items[0]).toMatchObject({ status: 'published', triggerTypes: ['webhook'] });
  });

  it.each(['?limit=0', '?limit=201', '?limit=many', '?status=lost'])('refuses %s', async (query) => {
    expect((await app.api<ProblemBody>('GET', `/workflows${query}`)).body).toMatchObject({
      status: 422,
      code: 'VALIDATION_FAILED',
    });
  });
});

describe('saving a draft', () => {
  it('keeps name, graph and settings, and counts revisions', async () => {
    const made = await createWorkflow(app, 'Draft', { nodes: [], edges: [] });
    const graph = graphSaying('hello', 'draft');
    const settings = { description: 'Says hello', tags: ['greeting'], vars: { city: 'Berlin' } };
    const saved = expectStatus(
      await app.api<Workflow>('PATCH', `/workflows/${made.id}`, {
        baseRevision: 1,
        name: ' Renamed ',
        graph,
        settings,
      }),
      200,
    );
    expect(saved).toMatchObject({ name: 'Renamed', graph, settings, revision: 2 });
    expect(saved.problems.map(({ code }) => code)).toEqual(['WEBHOOK_OPEN']);
    expect(await load(made.id)).toEqual(saved);
  });

  it('refuses a stale revision, stores nothing of it, and lets only one of two at once through', async () => {
    const { id } = await createWorkflow(app, 'Conflict', graphSaying('first', 'conflict'));
    const save = (name: string) => app.api<ProblemBody>('PATCH', `/workflows/${id}`, { baseRevision: 1, name });
    const both = await Promise.all([save('Left'), save('Right')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('VERSION_CONFLICT');
    const before = await load(id);
    expect((await save('Late')).status).toBe(409);
    expect(await load(id)).toEqual(before);
  });

  it('lists what is wrong and saves nevertheless; what is not a graph at all is refused', async () => {
    const { id, problems } = await createWorkflow(app, 'Half done', chain(node('call', 'http-request')));
    expect(problems.map(({ code }) => code).toSorted()).toEqual(['PARAM_REQUIRED', 'TRIGGER_MISSING']);
    const refused = await app.api<ProblemBody>('PATCH', `/workflows/${id}`, {
      baseRevision: 1,
      graph: { nodes: [{ id: 7, type: 'set' }], edges: [] },
    });
    expect(refused.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', pointer: '/graph/nodes/0/id' });
    expect((await load(id)).revision).toBe(1);
  });

  it.each(['not-an-id', '018f0000-0000-7000-8000-000000000000'])('finds no workflow %s', async (id) => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { baseRevision: 1 }],
      ['DELETE', '', undefined],
      ['POST', '/publish', undefined],
      ['GET', '/versions', undefined],
    ] as const)
      expect((await app.api<ProblemBody>(method, `/workflows/${id}${path}`, body)).body.code).toBe('NOT_FOUND');
  });
});

describe('publishing', () => {
  it('makes versions, tells whether the draft differs, and events go to the newest from then on', async () => {
    const id = await publishWorkflow(app, 'Versions', graphSaying('one', 'versions'));
    expect(await say('versions')).toBe('one');
    expect(await load(id)).toMatchObject({ publishedVersion: 1, status: 'published', changed: false });

    const moved = graphSaying('one', 'versions');
    moved.nodes[0] = { ...webhook('versions', { respond: 'last-node' }), position: { x: 5, y: 7 } };
    await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, graph: moved });
    expect((await load(id)).changed).toBe(false);
    await app.api('PATCH', `/workflows/${id}`, { baseRevision: 2, graph: graphSaying('two', 'versions') });
    expect((await load(id)).changed).toBe(true);
    expect(await say('versions')).toBe('one');

    expect((await app.api('POST', `/workflows/${id}/publish`)).body).toEqual({ version: 2 });
    expect(await say('versions')).toBe('two');
    const { items } = (await app.api<{ items: unknown[] }>('GET', `/workflows/${id}/versions`)).body;
    expect(items).toMatchObject([
      { version: 2, current: true },
      { version: 1, current: false },
    ]);
  });

  it('shows an old version and makes it the draft again, which publishes nothing', async () => {
    const id = await publishWorkflow(app, 'Restored', graphSaying('old', 'restored'));
    await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, graph: graphSaying('new', 'restored') });
    await app.api('POST', `/workflows/${id}/publish`);
    const old = (await app.api<WorkflowVersion>('GET', `/workflows/${id}/versions/1`)).body;
    expect(old).toMatchObject({ version: 1, current: false, graph: graphSaying('old', 'restored') });
    const restored = expectStatus(await app.api<Workflow>('POST', `/workflows/${id}/versions/1/restore`), 200);
    expect(restored).toMatchObject({ graph: old.graph, publishedVersion: 2, changed: true, revision: 3 });
    expect(await say('restored')).toBe('new');
    for (const version of ['9', '0', 'x'])
      expect([400, 404]).toContain((await app.api('GET', `/workflows/${id}/versions/${version}`)).status);
  });

  it('closes the webhook again when it is undone, which then looks like any unknown one', async () => {
    const id = await publishWorkflow(app, 'Closed', graphSaying('open', 'closed'));
    expect(await say('closed')).toBe('open');
    const view = expectStatus(await app.api<Workflow>('POST', `/workflows/${id}/unpublish`), 200);
    expect(view).toMatchObject({ status: 'draft', publishedVersion: null });
    const closed = await app.request<ProblemBody>('POST', '/hooks/closed', {});
    const unknown = await app.request<ProblemBody>('POST', '/hooks/never-there', {});
    expect(closed.status).toBe(404);
    expect({ ...closed.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect((await app.api('POST', `/workflows/${id}/publish`)).body).toEqual({ version: 2 });
    expect(await say('closed')).toBe('open');
  });

  it('keeps a webhook answering while its workflow is published again and again', async () => {
    const id = await publishWorkflow(app, 'Busy', chain(webhook('busy'), node('done', 'set')));
    let busy = true;
    const calls = (async () => {
      const statuses: number[] = [];
      while (busy) statuses.push((await app.request('POST', '/hooks/busy', {})).status);
      return statuses;
    })();
    for (let round = 0; round < 20; round += 1) await app.api('POST', `/workflows/${id}/publish`);
    busy = false;
    expect(new Set(await calls)).toEqual(new Set([202]));
  });
});

describe('a workflow that moves', () => {
  it('goes out as a file without ids or secrets, and comes in as a workflow of its own', async () => {
    const id = await publishWorkflow(app, 'Travels', graphSaying('far', 'travels'));
    const file = expectStatus(await app.api<WorkflowExport>('GET', `/workflows/${id}/export`), 200);
    expect(file).toEqual({ format: 1, name: 'Travels', graph: graphSaying('far', 'travels'), settings: {} });
    const copy = expectStatus(await app.api<Workflow>('POST', '/workflows/import', file), 201);
    expect(copy).toMatchObject({ name: 'Travels', graph: file.graph, status: 'draft', revision: 1 });
    expect(copy.id).not.toBe(id);
    expect(copy.problems).toMatchObject([{ code: 'ROUTE_CONFLICT', nodeId: 'hook' }]);
    const newer = await app.api<ProblemBody>('POST', '/workflows/import', { ...file, format: 2 });
    expect(newer.body).toMatchObject({ status: 422, code: 'SCHEMA_TOO_NEW' });
  });

  it('comes from a template, and the starter can be published as it is', async () => {
    const { items } = (await app.api<{ items: Template[] }>('GET', '/templates')).body;
    const starter = items.find(({ name }) => name === 'Fan-out hello');
    const used = await app.api<Workflow & { workflows: Workflow[] }>('POST', `/templates/${starter?.id}/use`);
    const workflow = expectStatus(used, 201);
    expect(workflow.graph).toEqual(starter?.graph);
    expect(workflow.workflows.map(({ id }) => id)).toEqual([workflow.id]);
    expect(workflow.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expectStatus(await app.api('POST', `/workflows/${workflow.id}/publish`), 200);
    const run = await waitForRun(app, await runByHand(app, workflow.id));
    expect(run.status).toBe('succeeded');
    expect((await app.api('POST', '/templates/none/use')).status).toBe(404);
  });
});

describe('deleting a workflow', () => {
  it('closes its webhook at once and keeps its history', async () => {
    const id = await publishWorkflow(
      app,
      'Deleted',
      chain(webhook('deleted'), node('say', 'set', { values: { a: 1 } })),
    );
    const { runId, eventId } = await callHook(app, 'deleted', {});
    await waitForRun(app, runId);
    expect((await app.api('DELETE', `/workflows/${id}`)).status).toBe(204);
    expect((await app.request('POST', '/hooks/deleted', {})).status).toBe(404);
    expect((await app.api('GET', `/workflows/${id}`)).status).toBe(404);
    expect((await list('?q=Deleted')).items).toEqual([]);
    const run = await getRun(app, runId);
    expect(run).toMatchObject({ workflowName: 'Deleted', status: 'succeeded' });
    expect(stepOf(run, 'say').output).toEqual({ a: 1 });
    expect((await app.api('GET', `/events/${eventId}`)).body).toMatchObject({ deliveries: [{ runId }] });
    expect((await app.api('DELETE', `/workflows/${id}`)).status).toBe(404);
  });
});
