import { describe, expect, inject, it } from 'vitest';
import { OWNER } from './support/api';
import { openWindow } from './support/journey';

describe('logging in', () => {
  it('refuses a wrong password with an alert, leads on to the page first asked for, and ends with logging out', async () => {
    const context = await openWindow(inject('url'));
    const page = await context.newPage();
    await page.goto('/runs?status=failed');
    await page.waitForURL('**/login?*');
    await page.getByLabel('Email').fill(OWNER.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('wrong').waitFor();

    await page.getByLabel('Password').fill(OWNER.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
    expect(new URL(page.url()).search).toBe('?status=failed');

    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.waitForURL('**/login');
    await page.goto('/workflows');
    await page.waitForURL('**/login?*');
    await context.close();
  });
});
