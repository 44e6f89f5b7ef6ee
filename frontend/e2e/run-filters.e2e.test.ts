import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { graveFaults } from './support/axe';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const check = {
  id: 'check',
  type: 'code',
  label: 'Check',
  params: { code: 'if (trigger.body.bad) throw new Error("bad order"); return 1;' },
};
const settings = {
  tags: ['shop'],
  searchKeys: [
    { name: 'order.id', pointer: '/body/id' },
    { name: 'city', pointer: '/body/city' },
  ],
};

function rowsOf(page: Page): Locator {
  return page.getByRole('table', { name: 'Runs' }).locator('tbody tr[data-state]');
}

async function addFilter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('menuitem', { name }).click();
}

describe('the filters of runs', () => {
  journey('find runs by their search keys, and keep what was found as a view', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Shop', graph: chain(webhook('shop'), check), settings });
    await api.publish(id);
    for (const [number, city] of ['Turin', 'Ely', 'Turin'].entries())
      await api.hook('shop', { id: `A-${number}`, city, bad: number === 2 });
    await expect.poll(async () => (await api.runs(id)).filter((run) => run.finishedAt).length).toBe(3);

    await page.goto(`/runs?workflowId=${id}`);
    await page.getByRole('columnheader', { name: 'order.id' }).waitFor();
    await expect.poll(() => rowsOf(page).count()).toBe(3);
    await rowsOf(page).filter({ hasText: 'A-1' }).getByText('Ely').waitFor();
    await page.getByLabel('Search', { exact: true }).fill('city = "Turin"');
    await expect.poll(() => rowsOf(page).count()).toBe(2);
    await page.getByLabel('Search', { exact: true }).fill('city = "Turin" and order.id =');
    await page.getByRole('alert').getByText('The value of "order.id" is missing.').waitFor();
    await page.getByLabel('Search', { exact: true }).fill('city = "Turin" and order.id = A-0');
    await expect.poll(() => rowsOf(page).count()).toBe(1);

    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save these filters…' }).click();
    await page.getByLabel('Name').fill('Turin first');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Turin first' }).waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.waitForURL(/\/runs$/);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Turin first' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('city = "Turin" and order.id = A-0');
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    expect(await graveFaults(page)).toEqual([]);
  });

  journey('are added one by one, and are all in the address', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Many ways', graph: chain(webhook('ways'), check), settings });
    await api.publish(id);
    await api.hook('ways', { bad: true });
    await expect.poll(async () => (await api.runs(id)).filter((run) => run.finishedAt).length).toBe(1);
    await page.goto(`/runs?workflowId=${id}`);
    await addFilter(page, 'Version');
    await page.getByLabel('Version').fill('2');
    await page.getByText('No runs match 2 filters.').or(page.getByText('None of the newest')).waitFor();
    await page.getByLabel('Version').fill('1');
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    await addFilter(page, 'Tag of the workflow');
    await page.getByLabel('Tag').fill('shop');
    await addFilter(page, 'Trigger');
    await page.getByLabel('Trigger').first().fill('nowhere');
    await page.getByText('No runs match 4 filters.').waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      ...{ workflowId: id, version: '1' },
      ...{ tag: 'shop', trigger: 'nowhere' },
    });
    await page.reload();
    await page.getByText('No runs match 4 filters.').waitFor();
    expect(await page.getByLabel('Tag').inputValue()).toBe('shop');
  });

  journey('take their time from what is drawn over a chart', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Charted', graph: chain(webhook('charted'), check), settings });
    await api.publish(id);
    await api.hook('charted', {});
    await page.goto(`/runs?workflowId=${id}`);
    await page.getByText('1 run · 100 % succeeded').waitFor();
    const chart = page.getByTestId('chart Runs');
    const box = await chart.boundingBox();
    if (!box) throw new Error('the chart is not to be seen');
    await page.mouse.move(box.x + box.width * 0.1, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=.*to=/);
    await page.getByText('No runs match 2 filters.').waitFor();
    await page.goBack();
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Charts' }).click();
    await chart.waitFor({ state: 'detached' });
    await page.reload();
    await rowsOf(page).first().waitFor();
    expect(await chart.count()).toBe(0);
  });

  journey('have keys that are declared in the settings of a workflow', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Declares', graph: chain(webhook('declares'), check) });
    await page.goto(`/workflows/${id}/settings`);
    await page.getByRole('button', { name: 'Add a search key' }).click();
    await page.getByLabel('Name of search key 1').fill('order.id');
    await page.getByLabel('Pointer of search key 1').fill('/body/order/id');
    await expect
      .poll(async () => (await api.workflow(id)).settings.searchKeys)
      .toEqual([{ name: 'order.id', pointer: '/body/order/id' }]);
  });
});
