import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const call = (url: string) => ({ id: 'call', type: 'http-request', label: 'Call', params: { method: 'GET', url } });
const note = (id: string, label: string) => ({ id, type: 'set', label, params: { values: { note: label } } });

describe('versions', () => {
  journey(
    'two are compared step by step and field by field, and one is restored to the draft',
    async ({ page, api }) => {
      const first = chain(start, call('https://old.example/'), note('old', 'Old note'));
      const workflow = await api.createWorkflow({ name: 'Changing', graph: first });
      await api.publish(workflow.id);
      const second = chain(
        { ...start, position: { x: 0, y: 160 } },
        call('https://new.example/'),
        note('fresh', 'New note'),
      );
      await api.save(workflow, second);
      await api.publish(workflow.id);

      await page.goto(`/workflows/${workflow.id}`);
      await stepOn(page, 'New note').waitFor();
      await page.getByRole('navigation', { name: 'Workflow' }).getByRole('link', { name: 'Versions' }).click();
      const list = page.getByRole('list', { name: 'Versions and checkpoints' });
      const latest = list.getByRole('listitem', { name: 'Version 2' });
      await latest.getByText('current').waitFor();
      await latest.getByText('by Ada Lovelace').waitFor();
      await page.getByText('No difference: both are the same.').waitFor();

      await latest.getByRole('button', { name: 'Version 2', exact: true }).click();
      await expect.poll(() => page.url()).toContain('compare=1..2');
      await stepOn(page, 'Call', 'changed').waitFor();
      await stepOn(page, 'Start', 'moved').waitFor();
      await stepOn(page, 'New note', 'added').waitFor();
      await stepOn(page, 'Old note', 'removed').waitFor();
      const changed = page.getByRole('region', { name: 'Changes' }).getByRole('article', { name: 'Call' });
      await changed.getByRole('group', { name: 'Before' }).getByText('https://old.example/').waitFor();
      await changed.getByRole('group', { name: 'After' }).getByText('https://new.example/').waitFor();

      await list.getByRole('button', { name: 'Restore version 1' }).click();
      await page.getByText('Version 1 was restored to the draft').waitFor();
      await stepOn(page, 'Old note').waitFor();
      await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
      await stepOn(page, 'New note').waitFor();
      await page.getByRole('button', { name: 'Redo' }).click();
      await stepOn(page, 'Old note').waitFor();
      await expect.poll(async () => (await api.workflow(workflow.id)).graph.nodes.map(({ id }) => id)).toContain('old');
      expect((await api.workflow(workflow.id)).publishedVersion).toBe(2);
    },
  );

  journey('a checkpoint keeps the draft under a name until it is wanted back', async ({ page, api }) => {
    const workflow = await api.createWorkflow({ name: 'Kept state', graph: chain(start, note('kept', 'Kept note')) });
    await page.goto(`/workflows/${workflow.id}/versions`);
    await page.getByText('Nothing was published yet').waitFor();
    await page.getByRole('button', { name: 'Save checkpoint' }).click();
    await page.getByRole('dialog', { name: 'Save checkpoint' }).getByLabel('Name').fill('Before lunch');
    await page.keyboard.press('Enter');
    const kept = page.getByRole('listitem', { name: 'Before lunch' });
    await kept.waitFor();

    await api.save(workflow, chain(start, note('other', 'Other note')));
    await stepOn(page, 'Kept note', 'removed').waitFor();
    await kept.getByRole('button', { name: 'Restore Before lunch' }).click();
    await stepOn(page, 'Kept note', 'idle').waitFor();
    expect(await stepOn(page, 'Other note').count()).toBe(0);
    await waitUntilSaved(page);
  });

  journey('settings have an address, and leave the drawing as it is', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Addressed', graph: chain(start, note('kept', 'Kept note')) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Kept note').click();
    await page.keyboard.press('d');
    await page.getByRole('navigation', { name: 'Workflow' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('dialog', { name: 'Workflow settings' }).waitFor();
    expect(page.url()).toContain(`/workflows/${id}/settings`);
    await page.goBack();
    await page.getByRole('dialog', { name: 'Workflow settings' }).waitFor({ state: 'hidden' });
    await canvasOf(page).waitFor();
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isEnabled()).toBe(true);
  });
});
