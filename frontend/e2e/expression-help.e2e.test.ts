import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const call = {
  id: 'call',
  type: 'http-request',
  label: 'Call',
  params: { method: 'GET', url: 'https://example.com/' },
};
const code = { id: 'code', type: 'code', label: 'Code', params: { code: 'return 1;' } };

describe('expression help', () => {
  journey('a helper is looked up, read and put into the field by keyboard alone', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Helped', graph: chain(start, call, code) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Call').click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    const url = settings.getByLabel('URL');
    await url.fill('https://example.com/?at=');
    await settings.locator('[data-field="url"]').getByRole('button', { name: 'Expression help' }).press('Enter');

    const help = page.getByRole('dialog', { name: 'Expression help' });
    await help.getByRole('option', { name: /^trigger / }).waitFor();
    await page.keyboard.type('uuid');
    await help.getByText('{{ uuid().length }}').waitFor();
    expect(await help.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => url.textContent()).toBe('https://example.com/?at={{ uuid() }}');
    expect(await url.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => url.textContent()).toBe('https://example.com/?at=');
  });

  journey('it closes with Escape and leaves the settings open; code has none', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Escaped', graph: chain(start, call, code) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Call').click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    const opener = settings.locator('[data-field="url"]').getByRole('button', { name: 'Expression help' });
    await opener.click();
    const help = page.getByRole('dialog', { name: 'Expression help' });
    await help.getByRole('searchbox').fill('nothing like this');
    await help.getByText('Nothing matches').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await settings.getByLabel('URL').waitFor();

    await stepOn(page, 'Code').click();
    await settings.locator('[data-field="code"]').waitFor();
    expect(await settings.locator('[data-field="code"]').getByRole('button', { name: 'Expression help' }).count()).toBe(
      0,
    );
  });
});
