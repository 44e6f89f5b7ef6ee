import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expressionHelpListSchema } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { chain, createWorkflow, expectStatus, node, runByHand, stepOf, waitForRun } from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('the help on expressions', () => {
  it('tells what can be written, and what it tells can be run', async () => {
    const { items } = expressionHelpListSchema.parse(expectStatus(await app.api('GET', '/expression-helpers'), 200));
    const wanted = ['groupBy', 'uniqueBy', 'format', 'parseDate', 'base64Encode', 'sha256', 'hmac', 'jsonPath'];
    const told = items.filter(({ name, example }) => wanted.includes(name) && example !== undefined);
    expect(told.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted());

    const values = Object.fromEntries(told.map(({ name, example }) => [name, `{{ ${example} }}`]));
    const { id } = await createWorkflow(app, 'Helped', chain(node('start', 'manual'), node('made', 'set', { values })));
    const run = await waitForRun(app, await runByHand(app, id, { payload: {} }));
    const expected = told.map(({ name, result }) => [name, JSON.parse(result ?? 'null') as unknown]);
    expect(stepOf(run, 'made').output).toEqual(Object.fromEntries(expected));
  });
});
