import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { startFlakyService } from './support/flaky-service';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

describe('a run that failed', () => {
  journey(
    'shows its error on node and timeline, and succeeds when retried from the step',
    async ({ page, api, onTestFinished }) => {
      const service = await startFlakyService();
      onTestFinished(service.stop);
      const reserve = {
        id: 'reserve',
        type: 'http-request',
        label: 'Reserve stock',
        params: { method: 'POST', url: service.url, body: { order: '{{ trigger.body.id }}' } },
      };
      const { id } = await api.createWorkflow({ name: 'Reserve on order', graph: chain(webhook('reserve'), reserve) });
      await api.publish(id);
      const answer = await api.hook('reserve', { id: 'o-1' });
      expect(answer.status).toBe(202);

      await page.goto(`/runs?workflowId=${id}`);
      await page
        .getByRole('table', { name: 'Runs' })
        .getByRole('link', { name: /failed$/ })
        .click();
      await stepOn(page, 'Order received', 'succeeded').waitFor();
      await stepOn(page, 'Reserve stock', 'failed').waitFor();
      const timeline = page.getByTestId('run-timeline');
      await timeline.getByRole('button', { name: 'Reserve stock, failed' }).waitFor();
      const step = page.getByRole('complementary', { name: 'Step' });
      await step.getByText(/503/).first().waitFor();

      await timeline.getByRole('button', { name: 'Order received, succeeded' }).click();
      await step.getByTestId('data-viewer').getByText('"o-1"').waitFor();
      expect(new URL(page.url()).searchParams.get('step')).toBe('order');

      service.mend();
      const failed = page.url();
      await page.getByRole('button', { name: 'Retry' }).click();
      const dialog = page.getByRole('dialog', { name: 'Retry this run' });
      await dialog.getByRole('radio', { name: 'The failed step' }).isChecked();
      await dialog.getByRole('button', { name: 'Start the retry' }).click();
      await stepOn(page, 'Reserve stock', 'succeeded').waitFor();
      expect(page.url()).not.toBe(failed);
      await timeline.getByRole('button', { name: 'Reserve stock, succeeded' }).click();
      await step.getByTestId('data-viewer').getByText('reserved').waitFor();
      const runs = await api.runs(id);
      expect(runs.map((run) => run.status)).toEqual(['succeeded', 'failed']);
    },
  );
});
