import { describe, expect } from 'vitest';
import { canvasOf, stepOn } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const answer = { id: 'answer', type: 'set', label: 'Answer', params: { values: { said: 'first' } } };

describe('drafts and versions', () => {
  journey('what is published runs, whatever the draft has become', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Steady', graph: chain(webhook('steady'), answer) });
    await page.goto(`/workflows/${id}`);
    await canvasOf(page).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect.poll(async () => (await api.workflow(id)).publishedVersion).toBe(1);

    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: 'Add step' }).getByRole('searchbox').fill('http');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await api.workflow(id)).changed).toBe(true);

    await api.hook('steady', {});
    await expect.poll(async () => (await api.runs(id)).map((run) => run.status)).toEqual(['succeeded']);
    const [run] = await api.runs(id);
    expect(run?.workflowVersion).toBe(1);
    await page.goto('/workflows');
    const row = page.getByRole('table', { name: 'Workflows' }).getByRole('row', { name: /Steady/ });
    await row.getByText('changes pending').waitFor();
    await page.goto(`/runs/${run?.id}`);
    await page.getByRole('heading', { name: 'Steady @1' }).waitFor();
    await stepOn(page, 'Answer', 'succeeded').waitFor();
    expect(await stepOn(page, 'HTTP request').count()).toBe(0);
  });
});
