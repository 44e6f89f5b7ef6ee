import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
const beta = { id: 'beta', type: 'http-request', label: 'Beta', params: { url: 'https://shop.example/orders' } };

const bar = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const ask = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await bar(page).getByRole('combobox', { name: 'Search commands' }).fill(words);
};
/** The step that has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-node'));

describe('the command bar', () => {
  journey('leads to any page and any workflow, wherever one is', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Nightly ledger', graph: chain(start) });
    await page.goto('/events');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await ask(page, 'dead');
    await bar(page).getByRole('option', { name: 'Dead letters' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
    await page.getByRole('button', { name: 'Search or do something' }).click();
    await page.keyboard.type('nightly led');
    await bar(page).getByRole('option', { name: 'Nightly ledger' }).click();
    await stepOn(page, 'Start').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/workflows/${id}`);
  });

  journey('does in the editor what keys and buttons do, and finds its steps', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Commanded', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').waitFor();
    await ask(page, 'beta');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('beta');
    await ask(page, 'duplicate');
    await page.keyboard.press('Enter');
    await stepOn(page, 'Beta 2').waitFor();
    await ask(page, 'undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => stepOn(page, 'Beta 2').count()).toBe(0);
    await ask(page, 'add step');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add step' }).getByRole('searchbox').fill('code');
    // A dialog keeps its keys.
    await page.keyboard.press('Control+k');
    expect(await bar(page).count()).toBe(0);
    await page.keyboard.press('Enter');
    await stepOn(page, 'Code').waitFor();
    // What belongs to the editor is not offered elsewhere.
    await ask(page, 'runs');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
    await ask(page, 'duplicate');
    await bar(page).getByText('Nothing matches “duplicate”.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => bar(page).count()).toBe(0);
  });
});

describe('the keys of the editor', () => {
  journey('C connects to a step from a list, and cuts a connection the same way', async ({ page, api }) => {
    const graph = chain(start, alpha, beta);
    const { id } = await api.createWorkflow({ name: 'Listed', graph: { ...graph, edges: graph.edges.slice(0, 1) } });
    const edges = async () => (await api.workflow(id)).graph.edges.map(({ source, target }) => `${source} ${target}`);
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').click();
    await stepOn(page, 'Alpha').focus();
    await page.keyboard.press('c');
    const list = page.getByRole('dialog', { name: 'Connect Alpha to' });
    await list.getByRole('combobox').waitFor();
    expect(await list.getByRole('option').allInnerTexts()).toEqual(['Beta']);
    await page.keyboard.press('Enter');
    await canvasOf(page).getByLabel('Connection from Alpha to Beta').waitFor();
    await page.getByRole('status', { name: 'Messages' }).getByText('Alpha connected to Beta.').waitFor();
    await expect.poll(() => focused(page)).toBe('alpha');
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    expect(await edges()).toEqual(['start alpha', 'alpha beta']);
    await page.keyboard.press('c');
    await list.getByRole('group', { name: 'Disconnect from' }).getByRole('option', { name: 'Beta' }).click();
    await expect.poll(() => canvasOf(page).getByLabel('Connection from Alpha to Beta').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await canvasOf(page).getByLabel('Connection from Alpha to Beta').waitFor();
  });

  journey('Ctrl F finds steps by name, type and parameter, one after the other', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Searched', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').waitFor();
    await page.keyboard.press('Control+f');
    const search = page.getByRole('search', { name: 'Find a step' });
    const count = search.getByRole('status', { name: 'Steps found' });
    await search.getByRole('searchbox').fill('a');
    await count.getByText('3 found').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await count.getByText('2 of 3').waitFor();
    expect(await canvasOf(page).locator('[data-selected][data-kind]').getAttribute('data-node')).toBe('alpha');
    await page.keyboard.press('Shift+Enter');
    await count.getByText('1 of 3').waitFor();
    await search.getByRole('searchbox').fill('shop.example');
    await count.getByText('1 found').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('beta');
    expect(await search.count()).toBe(0);
  });

  journey(
    'F6 goes from part to part, Shift 1 fits what is chosen, letters stay letters in a field',
    async ({ page, api }) => {
      const { id } = await api.createWorkflow({ name: 'Parts', graph: chain(start, alpha, beta) });
      await page.goto(`/workflows/${id}`);
      await stepOn(page, 'Alpha').click();
      await stepOn(page, 'Alpha').focus();
      await page.keyboard.press('Shift+F6');
      const part = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.textContent);
      expect(await part()).toContain('Outline');
      await page.keyboard.press('F6');
      await expect.poll(() => focused(page)).toBe('alpha');
      await page.keyboard.press('0');
      const width = async () => (await stepOn(page, 'Beta').boundingBox())?.width;
      await page.keyboard.press('-');
      await page.keyboard.press('-');
      await page.keyboard.press('Shift+1');
      await expect.poll(async () => Math.round((await stepOn(page, 'Alpha').boundingBox())?.width ?? 0)).toBe(224);
      expect(await width()).toBeDefined();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Step settings' }).getByLabel('Label').fill('');
      await page.keyboard.type('cndl');
      await stepOn(page, 'cndl').waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
    },
  );
});
