import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run, StepData } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { chain, createWorkflow, edge, expectStatus, node, runByHand, stepOf, waitForRun } from './support/workflows.js';

let app: TestApp;
let run: Run;
let base: string;

const LARGE = chain(
  node('start', 'manual'),
  node('large', 'code', {
    code: `return { ok: true, rows: Array.from({ length: 5000 }, (_, id) => ({ id, text: 'x'.repeat(1000) })), note: 'the end' };`,
  }),
  node('after', 'set', { values: { rows: '{{ input.rows.length }}' } }),
);

beforeAll(async () => {
  app = await startTestApp();
  const { id } = await createWorkflow(app, 'Large', LARGE);
  run = await waitForRun(app, await runByHand(app, id), 30_000);
  base = `/runs/${run.id}/steps/large/data`;
});
afterAll(() => app.close());

const data = async (query: string): Promise<StepData> =>
  expectStatus(await app.api<StepData>('GET', `${base}?part=output&${query}`), 200);

describe('a run with an output of 5 MB', () => {
  it('is answered small and at once: a preview, how much there is, and where', async () => {
    const start = performance.now();
    const answer = await app.api<Run>('GET', `/runs/${run.id}`);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(JSON.stringify(answer.body).length).toBeLessThan(200_000);
    const { output, outputPreview } = stepOf(run, 'large');
    expect(output).toMatchObject({ ok: true, note: 'the end' });
    expect(outputPreview).toMatchObject({
      cuts: [{ pointer: '/rows', size: 5000 }],
      ref: `/api/v1${base}?part=output`,
    });
    expect(outputPreview?.bytes).toBeGreaterThan(5_000_000);
    expect(stepOf(run, 'after')).toMatchObject({
      output: { rows: 5000 },
      inputPreview: { bytes: outputPreview?.bytes },
    });
    expect(stepOf(run, 'after')).not.toHaveProperty('outputPreview');
  });

  it('gives what a pointer names, and goes on where the preview ends', async () => {
    expect(await data('pointer=/rows/4999/id')).toEqual({ value: 4999, bytes: 4, cuts: [] });
    const { value, cuts } = await data('pointer=/rows&offset=4990');
    expect(value).toHaveLength(10);
    expect(cuts).toEqual([]);
    const first = await data('pointer=/rows');
    expect(first.cuts).toEqual([{ pointer: '/rows', size: 5000 }]);
    expect(JSON.stringify(first).length).toBeLessThan(70_000);
  });

  it('gives the whole as a file', async () => {
    const answer = await app.api<{ rows: unknown[] }>('GET', `${base}?part=output&download`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="large-output.json"');
    expect(answer.body.rows).toHaveLength(5000);
  });

  it.each([
    ['pointer=/rows/5000', 404],
    ['pointer=rows', 422],
    ['iteration=1', 404],
    ['offset=-1', 422],
  ])('refuses %s with %i', async (query, status) => {
    expect((await app.api('GET', `${base}?part=output&${query}`)).status).toBe(status);
  });
});

it('finds the data of a step in a loop by its iteration', async () => {
  const graph = {
    nodes: [
      node('start', 'manual'),
      node('each', 'for-each', { items: '{{ [1, 2] }}' }),
      node('long', 'code', { code: `return String(item).repeat(100000);` }),
    ],
    edges: [edge('start', 'each'), edge('each.item', 'long')],
  };
  const { id } = await createWorkflow(app, 'Long in a loop', graph);
  const { steps } = await waitForRun(app, await runByHand(app, id));
  const second = steps.find(({ nodeId, iteration }) => nodeId === 'long' && iteration === '1');
  const ref = second?.outputPreview?.ref.replace('/api/v1', '') ?? '';
  const part = expectStatus(await app.api<StepData>('GET', `${ref}&offset=99998`), 200);
  expect(part).toEqual({ value: '22', bytes: 100_002, cuts: [] });
});
