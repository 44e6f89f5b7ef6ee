import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { holdSaves } from './support/hold-saves';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };

/** A save waits for a pause in the edits. */
const PATIENT = { timeout: 8000 };

const label = (page: Page) => page.getByRole('complementary', { name: 'Step settings' }).getByLabel('Label');
const status = (page: Page, words: string) => page.getByRole('status', { name: 'Save status' }).getByText(words);
const open = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/workflows/${id}`);
  await stepOn(page, 'Alpha').click();
};

describe('several pages that save', () => {
  journey('two tabs: the second is told what differs, and keeps its own as a copy', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Two', graph: chain(start, alpha) });
    const labelAt = async () => (await api.workflow(id)).graph.nodes[1]?.label;
    await open(page, id);
    const saves = await holdSaves(page);
    await label(page).fill('Mine');
    await status(page, 'Saving').waitFor();
    const other = await page.context().newPage();
    await open(other, id);
    await label(other).fill('Theirs');
    await waitUntilSaved(other);
    await expect.poll(labelAt, PATIENT).toBe('Theirs');
    await saves.release();
    await page.getByRole('alert').getByRole('button', { name: 'Compare' }).click();
    await page
      .getByRole('table', { name: 'Your draft and theirs' })
      .getByRole('row', { name: 'Mine Theirs' })
      .waitFor();
    // It blocks nothing: one can go on, and nothing is saved meanwhile.
    await label(page).fill('Mine still');
    await page.getByRole('alert').getByRole('button', { name: 'Keep mine as copy' }).click();
    await page.getByLabel('Workflow name').and(page.locator('[value="Two (my copy)"]')).waitFor();
    await stepOn(page, 'Mine still').waitFor();
    expect(await labelAt()).toBe('Theirs');
    await other.close();
  });

  journey('two tabs: theirs can be taken, and an undo brings mine back', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Taken', graph: chain(start, alpha) });
    await open(page, id);
    const saves = await holdSaves(page);
    await label(page).fill('Mine');
    await status(page, 'Saving').waitFor();
    const other = await page.context().newPage();
    await open(other, id);
    await label(other).fill('Theirs');
    await label(other).press('Control+s');
    await waitUntilSaved(other);
    await saves.release();
    await page.getByRole('alert').getByRole('button', { name: 'Take theirs' }).click();
    await stepOn(page, 'Theirs').waitFor();
    await waitUntilSaved(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await stepOn(page, 'Mine').waitFor();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[1]?.label, PATIENT).toBe('Mine');
    // The other tab has nothing unsaved, so it simply follows.
    await stepOn(other, 'Mine').waitFor();
    await other.close();
  });

  journey('a tab does not take over what another one has not saved yet', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Apart', graph: chain(start, alpha) });
    await open(page, id);
    const saves = await holdSaves(page);
    await label(page).fill('Mine');
    await status(page, 'Saving').waitFor();
    const other = await page.context().newPage();
    await open(other, id);
    expect(await stepOn(other, 'Mine').count()).toBe(0);
    await saves.release();
    await stepOn(other, 'Mine').waitFor();
    await other.close();
  });

  journey('an answer that is older than the edits here never replaces them', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Older', graph: chain(start, alpha) });
    await open(page, id);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    // What the page asks for when it hears of the other tab's save comes late, and old.
    await page.route(`**/api/v1/workflows/${id}`, async (route) => {
      if (route.request().method() === 'GET') await held;
      await route.continue();
    });
    const asked = page.waitForRequest((request) => request.url().endsWith(id) && request.method() === 'GET');
    const other = await page.context().newPage();
    await open(other, id);
    await label(other).fill('Theirs');
    await asked;
    await label(page).fill('Mine');
    letGo();
    await page.getByRole('alert').getByRole('button', { name: 'Take theirs' }).waitFor();
    await stepOn(page, 'Mine').waitFor();
    expect((await api.workflow(id)).graph.nodes[1]?.label).toBe('Theirs');
    await other.close();
  });

  journey('Back to another workflow overwrites neither', async ({ page, api }) => {
    const one = await api.createWorkflow({ name: 'One', graph: chain(start, alpha) });
    const two = await api.createWorkflow({ name: 'Two', graph: chain(start, { ...alpha, label: 'Beta' }) });
    const labels = async () =>
      Promise.all([one, two].map(async ({ id }) => (await api.workflow(id)).graph.nodes[1]?.label));
    await page.goto('/workflows');
    const table = page.getByRole('table', { name: 'Workflows' });
    await page.goto(`/workflows/${one.id}`);
    await stepOn(page, 'Alpha').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' }).click();
    await table.getByRole('link', { name: 'Two', exact: true }).first().click();
    await stepOn(page, 'Beta').click();
    const saves = await holdSaves(page);
    await label(page).fill('Beta edited');
    await status(page, 'Saving').waitFor();
    await page.goBack();
    await table.waitFor();
    await page.goBack();
    await stepOn(page, 'Alpha').click();
    await label(page).fill('Alpha edited');
    await saves.release();
    await expect.poll(labels, PATIENT).toEqual(['Alpha edited', 'Beta edited']);
    await stepOn(page, 'Alpha edited').waitFor();
    // There and back while a save is under way: what is opened again is what was edited.
    await page.goForward();
    await page.goForward();
    await stepOn(page, 'Beta edited').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  journey('leaving and coming back while a save is held up continues where it was', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Left', graph: chain(start, alpha) });
    await page.goto('/workflows');
    await page.getByRole('table', { name: 'Workflows' }).waitFor();
    await open(page, id);
    const saves = await holdSaves(page);
    await label(page).fill('Edited');
    await status(page, 'Saving').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.goBack();
    await stepOn(page, 'Edited').click();
    await label(page).fill('Edited again');
    await saves.release();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[1]?.label, PATIENT).toBe('Edited again');
    await waitUntilSaved(page);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
