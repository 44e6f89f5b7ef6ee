import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER } from './support/api';
import { graveFaults } from './support/axe';
import { canvasOf, stepOn } from './support/canvas';
import { openWindow } from './support/journey';
import { startServer, type RunningServer } from './support/server';

describe('the first two minutes on a fresh installation', () => {
  let server: RunningServer;
  let page: Page;
  let began: number;

  beforeAll(async () => {
    server = await startServer();
    page = await (await openWindow(server.url)).newPage();
  });
  afterAll(async () => {
    await page?.context().close();
    await server?.stop();
  });

  it('begins with a form in which axe finds nothing serious, in either theme', async () => {
    await page.goto('/setup');
    await page.getByRole('button', { name: 'Create owner' }).click();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await graveFaults(page)).toEqual([]);
    }
  });

  it('leads from any page to the set-up, and from there home', async () => {
    began = Date.now();
    await page.goto('/');
    await page.waitForURL('**/setup');
    await page.getByLabel('Name').fill(OWNER.name);
    await page.getByLabel('Email').fill(OWNER.email);
    await page.getByLabel('Password').fill(OWNER.password);
    await page.getByRole('button', { name: 'Create owner' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('does the set-up only once', async () => {
    await page.goto('/setup');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('shows the starter at work: three consumers, one of which fails without disturbing the others', async () => {
    await page.getByRole('button', { name: 'Use Fan-out hello' }).click();
    await canvasOf(page).waitFor();
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await page.getByText('3 of 4 runs succeeded').waitFor();
    await stepOn(page, 'Tell everybody', 'succeeded').waitFor();
    await stepOn(page, 'Reserve stock', 'succeeded').waitFor();
    await stepOn(page, 'Add loyalty points', 'failed').waitFor();
    expect(Date.now() - began).toBeLessThan(120_000);
  });
});
