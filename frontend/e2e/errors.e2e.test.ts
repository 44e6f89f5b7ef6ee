import { describe, expect } from 'vitest';
import { startFlakyService } from './support/flaky-service';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

describe('errors', () => {
  journey(
    'are told once for all runs that failed alike, retried together, resolved, and come back',
    async ({ page, api, onTestFinished }) => {
      const service = await startFlakyService();
      onTestFinished(service.stop);
      const reserve = {
        id: 'reserve',
        type: 'http-request',
        label: 'Reserve stock',
        params: { method: 'POST', url: service.url, body: { order: '{{ trigger.body.id }}' } },
      };
      const { id } = await api.createWorkflow({ name: 'Reserve again', graph: chain(webhook('errors'), reserve) });
      await api.publish(id);
      for (const order of [1, 2, 3]) await api.hook('errors', { id: order });
      await expect.poll(async () => (await api.errors(id))[0]?.count, { timeout: 10_000 }).toBe(3);

      await page.goto('/');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Errors' }).click();
      await page.getByRole('heading', { name: 'Errors', level: 1 }).waitFor();
      await page.goto(`/errors?workflowId=${id}`);
      const rows = page.getByRole('table', { name: 'Errors' }).getByRole('row');
      await expect.poll(() => rows.count()).toBe(2);
      await rows.getByRole('link', { name: /503/ }).click();
      await page.getByRole('heading', { name: /503/, level: 1 }).waitFor();
      const runs = page.getByRole('table', { name: 'Runs that failed so' }).getByRole('row');
      await expect.poll(() => runs.count()).toBe(4);

      service.mend();
      await page.getByRole('button', { name: 'Retry all' }).click();
      const dialog = page.getByRole('dialog', { name: 'Retry 3 runs?' });
      await dialog.getByRole('button', { name: 'Start the retries' }).click();
      const succeeded = async () => (await api.runs(id)).filter(({ status }) => status === 'succeeded').length;
      await expect.poll(succeeded, { timeout: 10_000 }).toBe(3);

      await page.getByRole('button', { name: 'Resolve' }).click();
      await page.getByRole('button', { name: 'Reopen' }).waitFor();
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Errors' }).click();
      await page.goto(`/errors?workflowId=${id}`);
      await page.getByText('No errors match 1 filter.').waitFor();
    },
  );
});
