import { describe, expect } from 'vitest';
import { stepOn, waitUntilSaved } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { holdSaves } from './support/hold-saves';
import { journey } from './support/journey';
import { ALPHA, labelField, openAlpha, PATIENT, renameHeld, saveStatus, START } from './support/saving';

describe('one page that saves', () => {
  journey('an edit is saved after a pause, and stays saved after a reload', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Kept', graph: chain(START, ALPHA) });
    await openAlpha(page, id);
    await labelField(page).fill('Kept');
    await saveStatus(page, 'Unsaved changes').waitFor();
    await waitUntilSaved(page);
    expect((await api.workflow(id)).graph.nodes[1]?.label).toBe('Kept');
    await page.reload();
    await stepOn(page, 'Kept').waitFor();
  });

  journey('Ctrl S saves at once, also from within a field', async ({ page, api }) => {
    const { id, revision } = await api.createWorkflow({ name: 'At once', graph: chain(START, ALPHA) });
    await openAlpha(page, id);
    await labelField(page).fill('Now');
    await labelField(page).press('Control+s');
    await waitUntilSaved(page);
    const stored = await api.workflow(id);
    expect([stored.graph.nodes[1]?.label, stored.revision]).toEqual(['Now', revision + 1]);
    await page.getByRole('button', { name: 'Keep as a checkpoint' }).waitFor();
    await labelField(page).press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Save checkpoint' });
    await dialog.getByLabel('Name').fill('Before the sale');
    await page.keyboard.press('Enter');
    await page.getByText('Checkpoint “Before the sale” saved.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Workflow' }).getByRole('link', { name: 'Versions' }).click();
    await page
      .getByRole('list', { name: 'Versions and checkpoints' })
      .getByRole('listitem', { name: 'Before the sale' })
      .waitFor();
  });

  journey(
    'what is edited while a save is held up is saved after it, and no answer takes it back',
    async ({ page, api }) => {
      const { id, revision } = await api.createWorkflow({ name: 'Held', graph: chain(START, ALPHA) });
      await openAlpha(page, id);
      const saves = await holdSaves(page);
      await labelField(page).fill('First');
      await saveStatus(page, 'Saving').waitFor();
      await labelField(page).fill('Second');
      await labelField(page).fill('Third');
      await saves.release();
      await waitUntilSaved(page);
      await stepOn(page, 'Third').waitFor();
      const stored = await api.workflow(id);
      expect([stored.graph.nodes[1]?.label, stored.revision]).toEqual(['Third', revision + 2]);
    },
  );

  journey('a refresh while a save is held up keeps what was edited since', async ({ page, api }) => {
    const { id, saves } = await renameHeld(page, api, 'Refreshed', 'First');
    await labelField(page).fill('Second');
    saves.drop();
    await page.reload();
    await stepOn(page, 'Second').waitFor();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[1]?.label, PATIENT).toBe('Second');
  });

  journey('a crash loses nothing: opened again, the edits are back', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Crashed', graph: chain(START, ALPHA) });
    const context = page.context();
    const doomed = await context.newPage();
    await openAlpha(doomed, id);
    await holdSaves(doomed);
    await labelField(doomed).fill('Survivor');
    await saveStatus(doomed, 'Saving').waitFor();
    const crashed = doomed.waitForEvent('crash');
    await Promise.all([crashed, doomed.goto('chrome://crash').catch(() => undefined)]);
    await doomed.close();
    expect((await api.workflow(id)).graph.nodes[1]?.label).toBe('Alpha');
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Survivor').waitFor();
    await page.getByRole('status', { name: 'Messages' }).getByText('had not been saved were restored').waitFor();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[1]?.label, PATIENT).toBe('Survivor');
  });

  journey('publishing while a save is held up publishes the last edit', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Published', graph: chain(webhook('flushed'), ALPHA) });
    await openAlpha(page, id);
    const saves = await holdSaves(page);
    await labelField(page).fill('First');
    await saveStatus(page, 'Saving').waitFor();
    await labelField(page).fill('Last');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    expect((await api.workflow(id)).publishedVersion).toBe(null);
    await saves.release();
    await page.getByRole('status', { name: 'Messages' }).getByText('Published as version 1.').waitFor();
    const { changed, graph } = await api.workflow(id);
    expect([changed, graph.nodes[1]?.label]).toEqual([false, 'Last']);
  });

  journey('a document that lost all its steps asks before that is saved', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Emptied', graph: chain(START, ALPHA) });
    await openAlpha(page, id);
    await stepOn(page, 'Alpha').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    const banner = page.getByRole('alert').filter({ hasText: 'All steps are gone' });
    await banner.waitFor();
    await saveStatus(page, 'Not saved').waitFor();
    await page.keyboard.press('Control+s');
    expect((await api.workflow(id)).graph.nodes.length).toBe(2);
    await banner.getByRole('button', { name: 'Bring the steps back' }).click();
    await stepOn(page, 'Alpha').waitFor();
    await waitUntilSaved(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await banner.getByRole('button', { name: 'Save it empty' }).click();
    await waitUntilSaved(page);
    expect((await api.workflow(id)).graph.nodes).toEqual([]);
  });

  journey('nothing is saved before the workflow has loaded', async ({ page, api }) => {
    const { id, revision } = await api.createWorkflow({ name: 'Slow', graph: chain(START, ALPHA) });
    const saves: string[] = [];
    page.on('request', (request) => request.method() === 'PATCH' && saves.push(request.url()));
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(`**/api/v1/workflows/${id}`, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`/workflows/${id}`);
    await page.getByLabel('Opening the workflow').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('Control+s');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    letGo();
    await stepOn(page, 'Alpha').waitFor();
    expect(saves).toEqual([]);
    expect((await api.workflow(id)).revision).toBe(revision);
  });
});
