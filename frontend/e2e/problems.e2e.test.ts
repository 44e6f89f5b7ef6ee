import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const call = { id: 'call', type: 'http-request', label: 'Call', params: { method: 'GET' } };

describe('problems', () => {
  journey('an empty required field is one: a click leads to it, and publishing waits', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Not yet', graph: chain(start, call) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Call').waitFor();
    const problems = page.getByRole('region', { name: 'Problems' });
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await problems.getByText('1 problem').waitFor();
    expect(await publish.isDisabled()).toBe(true);

    await problems.getByRole('button', { name: /is required/ }).click();
    const url = page.getByRole('complementary', { name: 'Step settings' }).getByLabel('URL');
    await expect.poll(() => url.evaluate((element) => element === document.activeElement)).toBe(true);
    await publish.click({ force: true });
    expect((await api.workflow(id)).publishedVersion).toBeNull();

    await url.fill('https://example.com/');
    await problems.getByText('No problems').waitFor();
    await publish.click();
    await page.getByText('Published v1').waitFor();
    expect((await api.workflow(id)).publishedVersion).toBe(1);
  });

  journey('a mistake in an expression is told where it is', async ({ page, api }) => {
    const { id } = await api.createWorkflow({
      name: 'Mistaken',
      graph: chain(start, { ...call, params: { method: 'GET', url: 'https://example.com/' } }),
    });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Call').click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    await settings.getByLabel('URL').fill('{{ triger.body }}');
    const problems = page.getByRole('region', { name: 'Problems' });
    await problems.getByRole('button', { name: /triger/ }).waitFor();
    await settings.getByLabel('URL').fill('{{ trigger.body }}');
    await problems.getByText('No problems').waitFor();
  });
});
