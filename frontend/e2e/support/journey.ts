import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject, test } from 'vitest';
import { Api, logIn } from './api';

const SIZE = { width: 1440, height: 900 };
const PATIENCE_MS = 8_000;

let browser: Promise<Browser> | undefined;
let owners: Promise<{ api: Api; context: BrowserContext }> | undefined;

/** A window on a server, with storage of its own. */
export async function openWindow(url: string, cookie?: string): Promise<BrowserContext> {
  browser ??= chromium.connect(inject('browser'));
  const context = await (await browser).newContext({ baseURL: url, viewport: SIZE, reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  if (cookie) {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url }]);
  }
  return context;
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(tmpdir(), 'eventloom-e2e-failures');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-')}.png`) });
}

/** The owner's session and window; all journeys share them, so that the pages' scripts are fetched once. */
async function ownersWindow(): Promise<{ api: Api; context: BrowserContext }> {
  const url = inject('url');
  const cookie = await logIn(url);
  return { api: new Api(url, cookie), context: await openWindow(url, cookie) };
}

/**
 * A test with a logged-in page on the shared server and a way to prepare things behind it. The page of a journey that
 * failed is kept as a picture in the system's folder for temporary files, under `eventloom-e2e-failures`.
 */
export const journey = test.extend<{ page: Page; api: Api }>({
  // Vitest reads from the pattern which other fixtures one needs.
  api: async ({}, use) => {
    owners ??= ownersWindow();
    await use((await owners).api);
  },
  page: async ({ task }, use) => {
    owners ??= ownersWindow();
    const page = await (await owners).context.newPage();
    await use(page);
    if (task.result?.state === 'fail') await keepPicture(page, task.name);
    await page.close();
  },
});
