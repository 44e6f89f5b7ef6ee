import { expect, inject } from 'vitest';
import { canvasOf, stepOn } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey, openWindow } from './support/journey';
import { bytesOf, watchScripts } from './support/scripts';

const BUDGET = 350_000;
const NAMED = 8;

journey('the editor stands with less than 350 kB of gzipped script', async ({ api }) => {
  const { id } = await api.createWorkflow({ name: 'First load', graph: chain(webhook('first-load')) });
  const context = await openWindow(inject('url'), api.cookie);
  const page = await context.newPage();
  const scripts = watchScripts(page);
  await page.goto(`/workflows/${id}`);
  await stepOn(page, 'Order received').waitFor();
  await page.getByRole('complementary', { name: 'Palette' }).getByText('HTTP request').waitFor();
  const found = await scripts.first(scripts.count);
  const largest = found.slice(0, NAMED).map(({ name, bytes }) => `${bytes} ${name}`);
  expect(bytesOf(found), `the largest of ${found.length}:\n${largest.join('\n')}`).toBeLessThanOrEqual(BUDGET);
  // What came is what is needed: the canvas answers with it alone.
  await canvasOf(page)
    .getByLabel(/^Order received, /)
    .click();
  await page.getByRole('complementary', { name: 'Step settings' }).waitFor();
  await context.close();
});
