import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start', params: { sample: { total: 500 } } };
const twice = { id: 'twice', type: 'code', label: 'Twice', params: { code: 'return { total: input.total * 2 }' } };
const show = {
  id: 'show',
  type: 'code',
  label: 'Show',
  params: { code: 'console.log("seen", input.total); return { shown: input.total }' },
};

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });
const testOf = (page: Page) => page.getByRole('region', { name: 'Test', exact: true });

describe('trying a draft out', () => {
  journey('tests one step with what ran before it, and shows what came of it', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'One step', graph: chain(start, twice, show) });
    await page.goto(`/workflows/${id}?node=twice`);
    const test = testOf(page);
    await test.getByText('Its input is a sample').waitFor();
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await stepOn(page, 'Show', 'succeeded').click();
    await test.getByText('Its input comes from the last run.').waitFor();

    await page.getByRole('button', { name: 'Test step' }).click();
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded in').waitFor();
    await test.getByText('shown').waitFor();
    await test.getByRole('tab', { name: 'Logs (1)' }).click();
    await test.getByText('seen 1000').waitFor();
    const [last] = await api.runs(id);
    expect(last?.test).toEqual({ only: 'show', pinned: ['twice'] });
    await page.goto(`/runs?workflowId=${id}`);
    await page.getByRole('table', { name: 'Runs' }).getByText('test', { exact: true }).first().waitFor();
  });

  journey('T tests the chosen step, and L shows what all steps wrote', async ({ page, api }) => {
    const says = (id: string, label: string) => ({
      id,
      type: 'code',
      label,
      params: { code: `console.log('${id} speaks'); return {};` },
    });
    const { id } = await api.createWorkflow({
      name: 'Talks',
      graph: chain(start, says('ann', 'Ann'), says('ben', 'Ben')),
    });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Ben').waitFor();
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await stepOn(page, 'Ben', 'succeeded').waitFor();
    await canvasOf(page).focus();
    await page.keyboard.press('l');
    const logs = page.getByRole('region', { name: 'Logs' });
    await expect.poll(() => logs.getByRole('listitem').count()).toBe(2);
    await logs.getByRole('listitem').last().getByText('ben speaks').waitFor();
    await logs.getByRole('button', { name: 'Ann' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe('ann');
    await page.keyboard.press('t');
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded').waitFor();
    await expect.poll(async () => (await api.runs(id)).length).toBe(2);
    await page.keyboard.press('l');
    await logs.waitFor({ state: 'detached' });
  });

  journey('runs to the chosen step with a key, and marks what is out of date', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'To here', graph: chain(start, twice, show) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Twice').click();
    await page.keyboard.press('Control+Shift+Enter');
    await stepOn(page, 'Twice', 'succeeded').waitFor();
    expect(await stepOn(page, 'Show', 'idle').count()).toBe(1);

    await panelOf(page).getByRole('switch', { name: 'Disabled' }).click({ force: true });
    await testOf(page).getByText('Out of date').waitFor();
    const described = await stepOn(page, 'Twice', 'succeeded').getAttribute('aria-description');
    expect(described).toContain('Changed since this run');
  });

  journey('pins an output, which tests take and production never sees', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Pins', graph: chain(start, twice, show) });
    await api.publish(id);
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await stepOn(page, 'Show', 'succeeded').waitFor();
    await stepOn(page, 'Twice').click();
    await testOf(page).getByText('succeeded').waitFor();
    await stepOn(page, 'Twice').press('p');
    await page.getByText('Pinned data is used in tests only: 1 step is pinned.').waitFor();

    await testOf(page).getByRole('button', { name: 'Edit pinned output' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pinned output' });
    await dialog.getByRole('textbox', { name: 'Output' }).fill('{ "total": 7 }');
    await dialog.getByRole('button', { name: 'Pin', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText('Unpublished changes').count()).toBe(0);

    await page.getByRole('button', { name: 'Run with sample' }).click();
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded in').waitFor();
    const [tested] = await api.runs(id);
    const outputOf = async (runId: string) =>
      (await api.run(runId)).steps.find((step) => step.nodeId === 'show')?.output;
    expect(await outputOf(tested?.id ?? '')).toEqual({ shown: 7 });
    const production = await api.start(id, { version: 'published' });
    await expect.poll(() => outputOf(production)).toEqual({ shown: 1000 });
    await page.getByRole('button', { name: 'Unpin all' }).click();
    await page.getByRole('note', { name: 'Pinned data' }).waitFor({ state: 'hidden' });
  });

  journey('says so before a step with side effects is tested for the first time', async ({ page, api }) => {
    const tell = { id: 'tell', type: 'publish', label: 'Tell', params: { type: 'journey.tested', data: {} } };
    const { id } = await api.createWorkflow({ name: 'Effect', graph: chain(start, tell) });
    await page.goto(`/workflows/${id}?node=tell`);
    await page.getByRole('button', { name: 'Test step' }).click();
    const question = testOf(page).getByRole('alert');
    await question.getByText('This step has side effects').waitFor();
    expect(await api.runs(id)).toEqual([]);
    await question.getByRole('button', { name: 'Test it' }).click();
    await stepOn(page, 'Tell', 'succeeded').waitFor();
    await page.getByRole('button', { name: 'Test step' }).click();
    await expect.poll(async () => (await api.runs(id)).length).toBe(2);
  });

  journey('runs with a past event', async ({ page, api }) => {
    const on = { id: 'on', type: 'event', label: 'On order', params: { type: 'journey.past' } };
    const { id } = await api.createWorkflow({ name: 'Past', graph: chain(on, show) });
    await api.send('journey.past', { total: 1 });
    const eventId = await api.send('journey.past', { total: 2 });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with something else' }).click();
    await page.getByRole('menuitem', { name: 'With a past event…' }).click();
    const events = page.getByRole('list', { name: 'Past events' });
    expect(await events.getByRole('button').first().textContent()).toContain('{"total":2}');
    await events.getByRole('button').first().click();
    await stepOn(page, 'Show', 'succeeded').waitFor();
    expect(await api.runs(id)).toMatchObject([{ eventId, test: { pinned: [] } }]);
  });
});

describe('listening', () => {
  journey('shows the next request at the one address, while production runs too', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Listened', graph: chain(webhook('journey-listen'), show) });
    await api.publish(id);
    await page.goto(`/workflows/${id}?node=order`);
    await page.getByRole('button', { name: 'Listen', exact: true }).click();
    const status = page.getByRole('status', { name: 'Listening' });
    await status.getByText('Waiting for the next request').waitFor();
    // It goes on where it was after the page was left.
    await waitUntilSaved(page);
    await page.reload();
    await status.getByText('Waiting for the next request').waitFor();

    expect((await api.hook('journey-listen', { order: 'A-1' })).status).toBe(202);
    await status.getByText('An event came.').waitFor();
    await testOf(page).getByText('A-1').waitFor();
    await expect.poll(async () => (await api.runs(id)).map((run) => run.workflowVersion)).toEqual([1]);

    await status.getByRole('button', { name: 'Run with it' }).click();
    await stepOn(page, 'Show', 'succeeded').waitFor();
    const runs = await api.runs(id);
    expect(runs.map((run) => run.workflowVersion)).toEqual([null, 1]);
    expect(runs[0]?.eventId).toBe(runs[1]?.eventId);
  });
});
