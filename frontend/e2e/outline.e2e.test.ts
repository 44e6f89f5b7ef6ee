import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const named = (id: string, label: string) => ({ id, type: 'set', label, params: { values: { a: 1 } } });

const outline = (page: Page) => page.getByRole('tree', { name: 'Outline' });
const item = (page: Page, label: string) => outline(page).getByRole('treeitem', { name: `${label}, `, exact: false });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-outline'));

/** Opens the outline and puts the focus on its first step. */
async function enterOutline(page: Page, id: string): Promise<void> {
  await page.goto(`/workflows/${id}`);
  await stepOn(page, 'Start').waitFor();
  await page.getByText('Outline').click();
  await item(page, 'Start').focus();
}

describe('the outline', () => {
  journey('does by keyboard and by menu what the canvas does', async ({ page, api }) => {
    const graph = chain(start, named('alpha', 'Alpha'), named('beta', 'Beta'));
    const { id } = await api.createWorkflow({ name: 'Outlined', graph: { ...graph, edges: graph.edges.slice(0, 1) } });
    await enterOutline(page, id);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('beta');
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toBe('alpha');

    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Connect Alpha to' }).getByRole('option', { name: 'Beta' }).waitFor();
    await page.keyboard.press('Enter');
    await canvasOf(page).getByLabel('Connection from Alpha to Beta').waitFor();
    await expect.poll(() => focused(page)).toBe('alpha');
    await page.keyboard.press('F2');
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    await stepOn(page, 'First').waitFor();
    await expect.poll(() => focused(page)).toBe('alpha');
    await page.keyboard.press('d');
    await canvasOf(page).locator('[data-node="alpha"][data-disabled]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Step settings' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-values');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('alpha');

    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter');
    await item(page, 'First 2').waitFor();
    await item(page, 'First 2').getByRole('button', { name: 'Actions for First 2' }).click();
    await page.getByRole('menuitem', { name: 'Delete', exact: false }).first().click();
    await expect.poll(() => item(page, 'First 2').count()).toBe(0);
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    const stored = (await api.workflow(id)).graph;
    expect(stored.edges.map(({ source, target }) => `${source} ${target}`)).toEqual(['start alpha', 'alpha beta']);
    expect(stored.nodes[1]).toMatchObject({ label: 'First', disabled: true });
  });

  journey('of a large workflow draws only what is in sight, and still leads to its end', async ({ page, api }) => {
    const many = Array.from({ length: 200 }, (_, index) => named(`s${index}`, `Step ${index}`));
    const { id } = await api.createWorkflow({ name: 'Long', graph: chain(start, ...many) });
    await page.goto(`/workflows/${id}`);
    await page.getByText('Outline').click();
    await outline(page).getByRole('treeitem').first().focus();
    expect(await outline(page).getByRole('treeitem').count()).toBeLessThan(60);
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toBe('s199');
    expect(await item(page, 'Step 199').getAttribute('aria-posinset')).toBe('201');
    // The canvas went there too.
    await stepOn(page, 'Step 199').waitFor();
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page)).toBe('start');
  });
});
