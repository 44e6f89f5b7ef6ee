import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { logIn } from './support/api';
import { journey, openWindow } from './support/journey';

const LONG_MS = 60_000;
const GRACE = { name: 'Grace Hopper', email: 'grace.hopper@example.com', password: 'nanoseconds of wire' };

const tabsOf = (page: Page) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link');

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe('users', () => {
  journey(
    'an owner adds one, who sees what members see and changes their password; then makes an owner of them, shuts them out and removes them',
    async ({ page }) => {
      const url = inject('url');
      await page.goto('/');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
      expect(await tabsOf(page).allTextContents()).toEqual(['Users', 'API keys', 'Audit log', 'Retention']);

      await page.getByRole('button', { name: 'Add user' }).click();
      const adding = page.getByRole('dialog', { name: 'Add user' });
      await adding.getByLabel('Name').fill(GRACE.name);
      await adding.getByLabel('Email').fill('ADA@example.com');
      await adding.getByLabel('First password').fill(GRACE.password);
      await adding.getByRole('button', { name: 'Add', exact: true }).click();
      await adding.getByRole('alert').getByText('has the address ada@example.com already').waitFor();
      await adding.getByLabel('Email').fill(GRACE.email);
      await adding.getByRole('button', { name: 'Add', exact: true }).click();
      const row = page.getByRole('table', { name: 'Users' }).getByRole('row', { name: /Grace Hopper/ });
      await row.getByText('member').waitFor();

      const context = await openWindow(url, await logIn(url, GRACE));
      const hers = await context.newPage();
      await hers.goto('/settings/users');
      await hers.getByText(GRACE.email).waitFor();
      expect(await tabsOf(hers).allTextContents()).toEqual(['Users', 'Retention']);
      expect(await hers.getByRole('button', { name: 'Add user' }).count()).toBe(0);
      await hers.goto('/settings/audit');
      await hers.getByRole('alert').getByText('Only owners may do this.').waitFor();

      await hers.goto('/settings/users');
      await hers.getByRole('button', { name: 'Change my password' }).click();
      const changing = hers.getByRole('dialog', { name: 'Change my password' });
      await changing.getByLabel('Current password').fill('not it at all');
      await changing.getByLabel('New password').fill('microseconds of wire');
      await changing.getByRole('button', { name: 'Change password' }).click();
      await changing.getByRole('alert').getByText('The current password is wrong.').waitFor();
      await changing.getByLabel('Current password').fill(GRACE.password);
      await changing.getByRole('button', { name: 'Change password' }).click();
      await hers.getByText('Your password is changed.').waitFor();
      await logIn(url, { ...GRACE, password: 'microseconds of wire' });

      await choose(page, GRACE.name, 'Change name or role…');
      const editing = page.getByRole('dialog', { name: 'Change Grace Hopper' });
      await editing.getByRole('combobox', { name: 'Role' }).click();
      await page.getByRole('option', { name: 'Owner' }).click();
      await editing.getByRole('button', { name: 'Save' }).click();
      await row.getByText('owner').waitFor();
      await hers.goto('/settings/api-keys');
      await expect.poll(() => tabsOf(hers).count()).toBe(4);

      await choose(page, GRACE.name, 'Disable…');
      await page.getByRole('dialog').getByRole('button', { name: 'Disable user' }).click();
      await row.getByText('disabled').waitFor();
      await hers.goto('/settings/users');
      await hers.getByRole('button', { name: 'Log in' }).waitFor();
      await context.close();

      await choose(page, GRACE.name, 'Enable');
      await row.getByText('disabled').waitFor({ state: 'detached' });
      await choose(page, GRACE.name, 'Remove…');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove user' }).click();
      await row.waitFor({ state: 'detached' });
      await expect(logIn(url, { ...GRACE, password: 'microseconds of wire' })).rejects.toThrow('401');
    },
    LONG_MS,
  );
});

describe('the audit log', () => {
  journey('tells what was done, is filtered in the URL, and can be checked', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Written down' });
    await page.goto('/settings/audit');
    const table = page.getByRole('table', { name: 'Audit log' });
    const made = table.getByRole('row', { name: /Ada Lovelace Workflow created Written down/ });
    await made.waitFor();
    expect(await made.getByRole('link', { name: 'Written down' }).getAttribute('href')).toBe(`/workflows/${id}`);

    await page.getByRole('combobox', { name: 'What' }).click();
    await page.getByRole('option', { name: 'Logging in and out' }).click();
    await page.waitForURL(/action=session/);
    await made.waitFor({ state: 'detached' });
    await table.getByText('Logged in').first().waitFor();
    await page.getByRole('textbox', { name: 'Who' }).fill('nobody like it');
    await page.getByText('No entries match 2 filters.').waitFor();
    await page.reload();
    await page.getByText('No entries match 2 filters.').waitFor();
    await page.getByRole('link', { name: 'Clear' }).first().click();
    await made.waitFor();

    await page.getByRole('button', { name: 'Check for tampering' }).click();
    await page.getByRole('status').getByText('Nobody has tampered with the log').waitFor();
  });
});

describe('retention', () => {
  journey('shows what is kept and prunes after asking', async ({ page, api }) => {
    await api.keepTopic('kept.longer', 77);
    await page.goto('/settings/retention');
    await page.getByText('30 days').waitFor();
    await page.getByText('77 days').waitFor();
    const today = page.getByRole('table', { name: 'History by day' }).locator('tbody tr').first();
    await today.getByText(/\d [KM]B/).waitFor();
    await page.getByRole('button', { name: 'Prune now' }).click();
    const question = page.getByRole('dialog', { name: 'Prune now?' });
    await question.getByText('older than 30 days').waitFor();
    await question.getByRole('button', { name: 'Prune', exact: true }).click();
    await page.getByText('There was nothing to prune.').waitFor();
  });
});
