import { describe, expect } from 'vitest';
import { canvasOf, waitUntilSaved } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const answer = { id: 'answer', type: 'set', label: 'Answer', params: { values: { said: 'first' } } };

describe('the workflow as a whole', () => {
  journey('its settings are saved with the draft, undone like it, and say what is wrong', async ({ page, api }) => {
    const alarm = await api.createWorkflow({ name: 'Alarm bell', graph: chain(webhook('alarm-bell'), answer) });
    const { id } = await api.createWorkflow({ name: 'Limited', graph: chain(webhook('limited'), answer) });
    await page.goto(`/workflows/${id}`);
    await canvasOf(page).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Workflow settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Workflow settings' });
    await dialog.getByLabel('Description').fill('One order at a time');
    await dialog.getByLabel('Time limit of a run', { exact: true }).fill('90');
    await dialog.getByRole('combobox', { name: 'When a run fails, start' }).fill('Alarm');
    await page.getByRole('option', { name: 'Alarm bell' }).click();
    await dialog.getByRole('switch', { name: 'Limit runs at a time' }).click();
    const limit = dialog.getByRole('region', { name: 'Limit runs at a time' });
    await limit.getByRole('textbox', { name: 'Runs at a time' }).fill('3');
    await limit.getByLabel('For each value of').fill('{{ trigger. }}');
    await limit.getByText(/something is missing/).waitFor();
    await limit.getByLabel('For each value of').fill('{{ trigger.body.customer }}');
    await expect
      .poll(async () => (await api.workflow(id)).settings)
      .toEqual({
        description: 'One order at a time',
        runTimeoutMs: 90_000,
        onFailure: { workflowId: alarm.id },
        concurrency: { limit: 3, key: '{{ trigger.body.customer }}' },
      });
    expect((await api.workflow(id)).problems.map(({ code }) => code)).toEqual(['WEBHOOK_OPEN']);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await api.workflow(id)).settings.concurrency?.key).not.toContain('customer');
    await waitUntilSaved(page);
  });

  journey('it is paused and resumed, and works off what came meanwhile', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Resting', graph: chain(webhook('resting'), answer) });
    await api.publish(id);
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused v1').waitFor();
    await api.hook('resting', { n: 1 });
    await expect.poll(async () => (await api.runs(id)).map(({ status }) => status)).toEqual(['queued']);

    const list = await page.context().newPage();
    await list.goto('/workflows?status=paused');
    const row = list.getByRole('table', { name: 'Workflows' }).getByRole('row', { name: /Resting/ });
    await row.getByText('paused').waitFor();

    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Published v1').waitFor();
    await expect.poll(async () => (await api.runs(id)).map(({ status }) => status)).toEqual(['succeeded']);
    await list.close();
  });
});
