import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const check = {
  id: 'check',
  type: 'code',
  label: 'Check',
  params: { code: 'if (trigger.body.bad) throw new Error("bad order"); return 1;' },
};

function rowsOf(page: Page): Locator {
  return page.getByRole('table', { name: 'Runs' }).locator('tbody tr[data-state]');
}

describe('the list of runs', () => {
  journey('keeps filters and scroll on the way back from a run', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Busy', graph: chain(webhook('busy'), check) });
    await api.publish(id);
    await Promise.all(Array.from({ length: 60 }, () => api.hook('busy', { bad: true })));
    const failed = async () => (await api.runs(id)).filter((run) => run.status === 'failed').length;
    await expect.poll(failed, { timeout: 15_000 }).toBe(50);

    await page.goto(`/runs?workflowId=${id}`);
    await page
      .getByRole('combobox', { name: 'State' })
      .or(page.getByRole('textbox', { name: 'State' }))
      .first()
      .click();
    await page.getByRole('option', { name: 'failed' }).click();
    await page.waitForURL(/status=failed/);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByRole('table', { name: 'Runs' }).and(page.locator('[aria-rowcount="61"]')).waitFor();
    const content = page.locator('#content');
    await content.evaluate((element) => element.scrollTo({ top: 1500 }));
    await rowsOf(page).nth(15).getByRole('link').click();
    await page.getByTestId('run-timeline').waitFor();

    await page.goBack();
    await rowsOf(page).first().waitFor();
    expect(new URL(page.url()).search).toContain('status=failed');
    await expect.poll(() => content.evaluate((element) => element.scrollTop)).toBeGreaterThan(800);
  });

  journey('lets nothing jump when new runs come in', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Calm', graph: chain(webhook('calm'), check) });
    await api.publish(id);
    await api.hook('calm', {});
    await page.goto(`/runs?workflowId=${id}`);
    await rowsOf(page).and(page.locator('[data-state="succeeded"]')).waitFor();
    await page.getByRole('status', { name: 'Live connection' }).getByText('Live').waitFor();

    await api.hook('calm', {});
    await api.hook('calm', { bad: true });
    const fresh = page.getByRole('button', { name: '2 new runs' });
    await fresh.waitFor();
    expect(await rowsOf(page).count()).toBe(1);
    await fresh.click();
    await expect.poll(() => rowsOf(page).count()).toBe(3);
    await rowsOf(page).first().and(page.locator('[data-state="failed"]')).waitFor();
  });

  journey('tells an empty list from one that filters leave empty', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Quiet', graph: chain(webhook('quiet')) });
    await page.goto(`/runs?workflowId=${id}&status=waiting`);
    await page.getByText('No runs match 2 filters.').waitFor();
    await page.getByRole('link', { name: 'Clear' }).first().click();
    await page.waitForURL(/\/runs$/);
  });
});
