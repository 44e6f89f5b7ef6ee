import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Api } from './support/api';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const check = {
  id: 'check',
  type: 'code',
  label: 'Check',
  params: { code: 'if (!event.data.customer) throw new Error("no customer"); return 1;' },
};

/** A consumer of a topic of its own that fails with events which name no customer. */
async function pickyConsumer(api: Api, name: string, topic: string): Promise<string> {
  const heard = { id: 'heard', type: 'event', label: 'Heard', params: { type: topic } };
  const { id } = await api.createWorkflow({ name, graph: chain(heard, check) });
  await api.publish(id);
  return id;
}

async function sendBad(api: Api, workflowId: string, topic: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await api.send(topic, { n });
  const failed = async () => (await api.runs(workflowId)).filter((run) => run.status === 'failed').length;
  await expect.poll(failed).toBe(count);
}

const jobs = (page: Page) => page.getByRole('region', { name: 'Jobs' });

describe('dead letters', () => {
  journey('are mended and replayed to the consumer that could not work them off', async ({ page, api }) => {
    const id = await pickyConsumer(api, 'Greet customers', 'customer.came');
    await sendBad(api, id, 'customer.came', 1);
    await page.goto('/');
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Dead letters/ })
      .click();
    await page.getByRole('search').getByLabel('Topic').fill('customer.came');
    await page.waitForURL(/type=customer.came/);
    const row = page.getByRole('table', { name: 'Dead letters' }).getByRole('row', { name: /Greet customers/ });
    await row.getByText('no customer').waitFor();
    await row.getByRole('button', { name: /^Mend and replay/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Mend and replay' });
    await dialog.getByRole('textbox', { name: 'Data' }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('{ "customer": "Ada" }');
    await dialog.getByRole('button', { name: 'Replay with these data' }).click();
    await dialog.getByRole('link', { name: 'See the run' }).click();
    await page.getByRole('main').getByText('succeeded').first().waitFor();
    expect((await api.runs(id)).map((run) => run.status)).toEqual(['succeeded', 'failed']);
    await page.goto(`/dead-letters?workflowId=${id}`);
    await page.getByText('No dead letters match 1 filter.').waitFor();
  });

  journey('are discarded together, once that is confirmed', async ({ page, api }) => {
    const id = await pickyConsumer(api, 'Ask customers', 'customer.went');
    await sendBad(api, id, 'customer.went', 3);
    await page.goto(`/dead-letters?workflowId=${id}`);
    await page.getByRole('button', { name: 'Select all that match' }).click();
    await page.getByRole('button', { name: 'Discard…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 3 dead letters?' });
    await dialog.getByRole('button', { name: 'Discard them' }).click();
    await jobs(page).getByText('3 dead letters discarded').waitFor();
    await page.getByText('No dead letters match 1 filter.').waitFor();
  });
});

describe('all runs that match', () => {
  journey('are retried, and the counts add up', async ({ page, api }) => {
    const id = await pickyConsumer(api, 'Call customers', 'customer.rang');
    await sendBad(api, id, 'customer.rang', 3);
    await page.goto(`/runs?workflowId=${id}&status=failed`);
    await page.getByRole('button', { name: 'Retry all matching' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry 3 runs?' });
    await dialog.getByRole('button', { name: 'Start the retries' }).click();
    await jobs(page).getByText('3 runs retried').waitFor();
    const attempts = async () => (await api.runs(id)).map((run) => run.attempt).sort();
    await expect.poll(attempts).toEqual([1, 1, 1, 2, 2, 2]);

    await jobs(page).getByRole('button', { name: 'Results' }).click();
    const results = page.getByRole('table', { name: 'Results' });
    await expect.poll(() => results.locator('tbody tr').count()).toBe(3);
  });

  journey('are cancelled, and nothing that is over is touched', async ({ page, api }) => {
    const ask = { id: 'ask', type: 'approval', label: 'Ask', params: { message: 'Go on?' } };
    const heard = { id: 'heard', type: 'event', label: 'Heard', params: { type: 'question.asked' } };
    const { id } = await api.createWorkflow({ name: 'Waiting room', graph: chain(heard, ask) });
    await api.publish(id);
    for (let n = 0; n < 2; n += 1) await api.send('question.asked', { n });
    const states = async () => (await api.runs(id)).map((run) => run.status);
    await expect.poll(states).toEqual(['waiting', 'waiting']);
    await page.goto(`/runs?workflowId=${id}`);
    await page.getByRole('button', { name: 'Cancel all matching' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel 2 runs?' });
    await dialog.getByRole('button', { name: 'Cancel the runs' }).click();
    await expect.poll(states).toEqual(['cancelled', 'cancelled']);
  });
});
