import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const everyHour = { id: 'clock', type: 'schedule', label: 'Every hour', params: { cron: '0 * * * *' } };
const call = {
  id: 'call',
  type: 'http-request',
  label: 'Charge',
  params: { method: 'POST', url: 'https://example.com/', headers: { 'Idempotency-Key': '' } },
  retry: { attempts: 3, backoff: 'fixed' as const, delayMs: 1000 },
};

describe('what is likely to become trouble', () => {
  journey('is told before publishing, with a way out, and keeps nobody from it', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Charging', graph: chain(everyHour, call) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Charge').waitFor();
    const problems = page.getByRole('region', { name: 'Problems' });
    await problems.getByText('1 warning').waitFor();
    await problems.getByText('1 note').waitFor();
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).isEnabled()).toBe(true);

    await problems.getByRole('button', { name: 'Add retry key' }).click();
    await problems.getByText('1 warning').waitFor({ state: 'hidden' });
    await expect
      .poll(async () => (await api.workflow(id)).graph.nodes[1]?.params.headers)
      .toEqual({ 'Idempotency-Key': '{{ run.idempotencyKey }}' });

    await problems.getByRole('button', { name: 'Add error path' }).click();
    await page.getByRole('dialog', { name: 'Add step' }).getByRole('searchbox').fill('set');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await api.workflow(id)).graph.edges.map(({ sourceHandle }) => sourceHandle))
      .toContain('error');
    await problems.getByText('No problems').waitFor();
  });

  journey('leads to the topic that nobody hears', async ({ page, api }) => {
    const tell = { id: 'tell', type: 'publish', label: 'Tell', params: { type: 'lint.unheard', data: 1 } };
    const manual = { id: 'start', type: 'manual', label: 'Start' };
    const { id } = await api.createWorkflow({ name: 'Into the void', graph: chain(manual, tell) });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Open topic' }).click();
    await page.getByRole('heading', { name: 'Nothing is known of lint.unheard' }).waitFor();
    await page.getByRole('button', { name: 'Create topic' }).click();
    await page.getByRole('tab', { name: 'Producers and consumers' }).waitFor();
  });

  journey('leads to the field where a secret stands, without repeating it', async ({ page, api }) => {
    const secret = { ...call, params: { ...call.params, headers: { Authorization: 'Basic hunter2' } } };
    const manual = { id: 'start', type: 'manual', label: 'Start' };
    const { id } = await api.createWorkflow({ name: 'Careless', graph: chain(manual, secret) });
    await page.goto(`/workflows/${id}`);
    const problems = page.getByRole('region', { name: 'Problems' });
    const told = problems.getByRole('button', { name: /Here stands a secret/ });
    await told.waitFor();
    expect(await problems.innerText()).not.toContain('hunter2');
    await told.click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    await expect.poll(() => settings.locator('[data-field="headers"] :focus').count()).toBe(1);
  });
});
