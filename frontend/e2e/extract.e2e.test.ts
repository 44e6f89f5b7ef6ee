import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start', params: { sample: { price: 20, count: 3 } } };
const rate = { id: 'rate', type: 'set', label: 'Rate', params: { values: { tax: 0.5 } } };
const sum = {
  id: 'sum',
  type: 'set',
  label: 'Sum',
  params: { values: { net: '{{ trigger.price * trigger.count }}', tax: '{{ input.tax }}' } },
};
const gross = {
  id: 'gross',
  type: 'set',
  label: 'Gross',
  params: { values: { total: '{{ input.net * (1 + steps.rate.tax) }}' } },
};
const end = { id: 'end', type: 'set', label: 'End', params: { values: { bill: '{{ steps.gross.total }}' } } };

async function choose(page: Page, ...labels: string[]): Promise<void> {
  for (const [index, label] of labels.entries())
    await stepOn(page, label).click(index === 0 ? {} : { modifiers: ['Shift'] });
  await expect.poll(() => canvasOf(page).locator('[data-kind][data-selected]').count()).toBe(labels.length);
}

describe('extracting steps', () => {
  journey('the steps become a workflow that is called in their place, with the same result', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Bills', graph: chain(start, rate, sum, gross, end) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'End').waitFor();
    await choose(page, 'Sum', 'Gross');
    await page
      .getByRole('toolbar', { name: 'Chosen steps' })
      .getByRole('button', { name: 'Extract to sub-workflow' })
      .click();
    await page.getByText('Extracted to “Bills: Sum”.').waitFor();
    await canvasOf(page).getByLabel('Connection from Rate to Run a workflow').waitFor();
    await canvasOf(page).getByLabel('Connection from Run a workflow to End').waitFor();
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    expect((await api.workflow(id)).problems).toEqual([]);

    await page.keyboard.press('Control+Enter');
    await stepOn(page, 'End', 'succeeded').waitFor();
    const [run] = await api.runs(id);
    const { steps } = await api.run(run?.id ?? '');
    expect(steps.find(({ nodeId }) => nodeId === 'end')?.output).toEqual({ bill: 90 });

    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await stepOn(page, 'Gross').waitFor();
    await stepOn(page, 'Sum').waitFor();
  });

  journey('what can’t be extracted says why', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Stays', graph: chain(start, rate, end) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'End').waitFor();
    await choose(page, 'Start', 'Rate');
    await page.getByRole('button', { name: 'Extract to sub-workflow' }).click();
    await page.getByText('“Start” starts this workflow, so it has to stay.').waitFor();
    await stepOn(page, 'Rate').waitFor();
  });
});
