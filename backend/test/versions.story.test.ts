import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint, CheckpointSummary, Page, Workflow, WorkflowVersion } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { chain, createWorkflow, expectStatus, node, webhook, type ProblemBody } from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const saying = (text: string, path: string) => chain(webhook(path), node('say', 'set', { values: { text } }));

async function save({ id, revision }: Workflow, change: Partial<Pick<Workflow, 'graph' | 'settings'>>) {
  return expectStatus(await app.api<Workflow>('PATCH', `/workflows/${id}`, { baseRevision: revision, ...change }), 200);
}

describe('the versions of a workflow', () => {
  it('tell who published them, when, and what was said about it', async () => {
    const workflow = await createWorkflow(app, 'Told of', saying('one', 'told-of'));
    const url = `/workflows/${workflow.id}`;
    expectStatus(await app.api('POST', `${url}/publish`, { note: '  The first try. ' }), 200);
    await save(workflow, { graph: saying('two', 'told-of'), settings: { description: 'Says two.' } });
    const { key } = expectStatus(await app.api<{ key: string }>('POST', '/api-keys', { name: 'Robot' }), 201);
    expectStatus(
      await app.request('POST', `/api/v1${url}/publish`, undefined, { authorization: `Bearer ${key}` }),
      200,
    );

    const { items } = expectStatus(await app.api<Page<WorkflowVersion>>('GET', `${url}/versions`), 200);
    expect(items).toMatchObject([
      { version: 2, publishedBy: 'Robot', note: '', current: true },
      { version: 1, publishedBy: 'EVENTLOOM_API_KEY', note: 'The first try.', current: false },
    ]);
    expect(Date.now() - Date.parse(items[0]?.publishedAt ?? '')).toBeLessThan(60_000);
    const second = expectStatus(await app.api<WorkflowVersion>('GET', `${url}/versions/2`), 200);
    expect(second).toMatchObject({ graph: saying('two', 'told-of'), settings: { description: 'Says two.' } });
  });

  it('can be told of afterwards, which changes nothing else', async () => {
    const { id } = await createWorkflow(app, 'Noted', saying('one', 'noted'));
    await app.api('POST', `/workflows/${id}/publish`);
    const before = await app.api<WorkflowVersion>('GET', `/workflows/${id}/versions/1`);
    const noted = await app.api('PATCH', `/workflows/${id}/versions/1`, { note: 'For the audit.' });
    expect(noted.body).toEqual({ ...before.body, note: 'For the audit.' });
    expect((await app.api('GET', `/workflows/${id}/versions/1`)).body).toEqual(noted.body);
    expect((await app.api('PATCH', `/workflows/${id}/versions/2`, { note: '' })).status).toBe(404);
    expect((await app.api('PATCH', `/workflows/${id}/versions/1`, { note: 'x'.repeat(501) })).status).toBe(422);
  });
});

describe('a checkpoint', () => {
  it('keeps the draft under a name, and brings it back without touching what is published', async () => {
    const workflow = await createWorkflow(app, 'Kept', saying('one', 'kept'));
    const url = `/workflows/${workflow.id}`;
    expectStatus(await app.api('POST', `${url}/publish`), 200);
    const tried = await save(workflow, { graph: saying('two', 'kept'), settings: { tags: ['try'] } });
    const kept = expectStatus(await app.api<Checkpoint>('POST', `${url}/checkpoints`, { name: ' Before lunch ' }), 201);
    expect(kept).toMatchObject({ name: 'Before lunch', createdBy: 'EVENTLOOM_API_KEY', graph: tried.graph });

    const later = await save(tried, { graph: saying('three', 'kept'), settings: {} });
    const restored = expectStatus(await app.api<Workflow>('POST', `${url}/checkpoints/${kept.id}/restore`), 200);
    expect(restored).toMatchObject({
      graph: saying('two', 'kept'),
      settings: { tags: ['try'] },
      revision: later.revision + 1,
      publishedVersion: 1,
      changed: true,
    });
    expect((await app.api<Page<WorkflowVersion>>('GET', `${url}/versions`)).body.items).toHaveLength(1);
  });

  it('stands in a list, the newest first, page by page, until it is deleted', async () => {
    const { id } = await createWorkflow(app, 'Listed', saying('one', 'listed'));
    const url = `/workflows/${id}/checkpoints`;
    for (const name of ['a', 'b', 'c']) expectStatus(await app.api('POST', url, { name }), 201);
    const first = (await app.api<Page<CheckpointSummary>>('GET', `${url}?limit=2`)).body;
    const second = (await app.api<Page<CheckpointSummary>>('GET', `${url}?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).not.toHaveProperty('graph');

    expect((await app.api('DELETE', `${url}/${first.items[0]?.id}`)).status).toBe(204);
    expect((await app.api<Page<CheckpointSummary>>('GET', url)).body.items.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('needs a name, and belongs to its workflow alone', async () => {
    const { id } = await createWorkflow(app, 'Mine', saying('one', 'mine'));
    const other = await createWorkflow(app, 'Other', saying('one', 'other'));
    const kept = await app.api<Checkpoint>('POST', `/workflows/${id}/checkpoints`, { name: 'Mine' });
    expect((await app.api<ProblemBody>('POST', `/workflows/${id}/checkpoints`, { name: ' ' })).body).toMatchObject({
      status: 422,
      pointer: '/name',
    });
    const strange = `/workflows/${other.id}/checkpoints/${kept.body.id}`;
    expect((await app.api('GET', strange)).status).toBe(404);
    expect((await app.api('POST', `${strange}/restore`)).status).toBe(404);
    expect((await app.api('DELETE', strange)).status).toBe(404);
    expect((await app.api('GET', `/workflows/${kept.body.id}/checkpoints`)).status).toBe(404);
  });
});
