import { describe, expect } from 'vitest';
import { stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { holdSaves } from './support/hold-saves';
import { journey } from './support/journey';
import { ALPHA, labelField, openAlpha, openElsewhere, PATIENT, renameHeld, saveStatus, START } from './support/saving';

describe('several pages that save', () => {
  journey('two tabs: the second is told what differs, and keeps its own as a copy', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Two', graph: chain(START, ALPHA) });
    const labelAt = async () => (await api.workflow(id)).graph.nodes[1]?.label;
    await openAlpha(page, id);
    const saves = await holdSaves(page);
    await labelField(page).fill('Mine');
    await saveStatus(page, 'Saving').waitFor();
    const other = await openElsewhere(page, id);
    await labelField(other).fill('Theirs');
    await waitUntilSaved(other);
    await expect.poll(labelAt, PATIENT).toBe('Theirs');
    await saves.release();
    await page.getByRole('alert').getByRole('button', { name: 'Compare' }).click();
    await page
      .getByRole('table', { name: 'Your draft and theirs' })
      .getByRole('row', { name: 'Mine Theirs' })
      .waitFor();
    // It blocks nothing: one can go on, and nothing is saved meanwhile.
    await labelField(page).fill('Mine still');
    await page.getByRole('alert').getByRole('button', { name: 'Keep mine as copy' }).click();
    await page.getByLabel('Workflow name').and(page.locator('[value="Two (my copy)"]')).waitFor();
    await stepOn(page, 'Mine still').waitFor();
    expect(await labelAt()).toBe('Theirs');
    await other.close();
  });

  journey('two tabs: theirs can be taken, and an undo brings mine back', async ({ page, api }) => {
    const { id, saves } = await renameHeld(page, api, 'Taken', 'Mine');
    const other = await openElsewhere(page, id);
    await labelField(other).fill('Theirs');
    await labelField(other).press('Control+s');
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
    const { id, saves } = await renameHeld(page, api, 'Apart', 'Mine');
    const other = await openElsewhere(page, id);
    expect(await stepOn(other, 'Mine').count()).toBe(0);
    await saves.release();
    await stepOn(other, 'Mine').waitFor();
    await other.close();
  });

  journey('an answer that is older than the edits here never replaces them', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Older', graph: chain(START, ALPHA) });
    await openAlpha(page, id);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    // What the page asks for when it hears of the other tab's save comes late, and old.
    await page.route(`**/api/v1/workflows/${id}`, async (route) => {
      if (route.request().method() === 'GET') await held;
      await route.continue();
    });
    const asked = page.waitForRequest((request) => request.url().endsWith(id) && request.method() === 'GET');
    const other = await openElsewhere(page, id);
    await labelField(other).fill('Theirs');
    await asked;
    await labelField(page).fill('Mine');
    letGo();
    await page.getByRole('alert').getByRole('button', { name: 'Take theirs' }).waitFor();
    await stepOn(page, 'Mine').waitFor();
    expect((await api.workflow(id)).graph.nodes[1]?.label).toBe('Theirs');
    await other.close();
  });

  journey('Back to another workflow overwrites neither', async ({ page, api }) => {
    const one = await api.createWorkflow({ name: 'One', graph: chain(START, ALPHA) });
    const two = await api.createWorkflow({ name: 'Two', graph: chain(START, { ...ALPHA, label: 'Beta' }) });
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
    await labelField(page).fill('Beta edited');
    await saveStatus(page, 'Saving').waitFor();
    await page.goBack();
    await table.waitFor();
    await page.goBack();
    await stepOn(page, 'Alpha').click();
    await labelField(page).fill('Alpha edited');
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
    const { id } = await api.createWorkflow({ name: 'Left', graph: chain(START, ALPHA) });
    await page.goto('/workflows');
    await page.getByRole('table', { name: 'Workflows' }).waitFor();
    await openAlpha(page, id);
    const saves = await holdSaves(page);
    await labelField(page).fill('Edited');
    await saveStatus(page, 'Saving').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.goBack();
    await stepOn(page, 'Edited').click();
    await labelField(page).fill('Edited again');
    await saves.release();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[1]?.label, PATIENT).toBe('Edited again');
    await waitUntilSaved(page);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
