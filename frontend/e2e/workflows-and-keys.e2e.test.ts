import { describe, expect } from 'vitest';
import { canvasOf } from './support/canvas';
import { journey } from './support/journey';

describe('the list of workflows', () => {
  journey('makes a workflow, finds it by name and deletes it after asking', async ({ page }) => {
    await page.goto('/workflows');
    await page.getByRole('button', { name: 'New workflow' }).click();
    const dialog = page.getByRole('dialog', { name: 'New workflow' });
    await dialog.getByLabel('Name').fill('Short lived');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await canvasOf(page).waitFor();

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' }).click();
    await page.getByRole('searchbox', { name: 'Search workflows' }).fill('short l');
    await page.waitForURL(/q=short\+l/);
    const table = page.getByRole('table', { name: 'Workflows' });
    await expect.poll(() => table.locator('tbody tr').count()).toBe(1);
    await table
      .getByRole('row', { name: /Short lived/ })
      .getByText('Draft')
      .waitFor();

    await page.getByRole('button', { name: 'Actions for Short lived' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const question = page.getByRole('dialog', { name: 'Delete “Short lived”?' });
    await question.getByRole('button', { name: 'Delete workflow' }).click();
    await page.getByText('No workflows match 1 filter.').waitFor();
  });
});

describe('API keys', () => {
  journey('shows a new key once, and lets nobody in with it after it is revoked', async ({ page, api }) => {
    const answerTo = async (key: string) =>
      (await fetch(`${api.url}/api/v1/workflows`, { headers: { authorization: `Bearer ${key}` } })).status;

    await page.goto('/settings/api-keys');
    await page.getByRole('button', { name: 'New API key' }).click();
    const dialog = page.getByRole('dialog', { name: 'New API key' });
    await dialog.getByLabel('Name').fill('Shop backend');
    await dialog.getByRole('button', { name: 'Create' }).click();
    const key = await page.getByRole('textbox', { name: 'New API key' }).inputValue();
    expect(await answerTo(key)).toBe(200);

    await page.reload();
    const table = page.getByRole('table', { name: 'API keys' });
    await table.getByRole('row', { name: /Shop backend/ }).waitFor();
    expect(await page.content()).not.toContain(key);

    await table.getByRole('button', { name: 'Revoke Shop backend' }).click();
    await page.getByRole('button', { name: 'Revoke key' }).click();
    await table.getByRole('row', { name: /Shop backend/ }).waitFor({ state: 'detached' });
    expect(await answerTo(key)).toBe(401);
  });
});
