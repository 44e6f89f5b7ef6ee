import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { dragBetween, middleOf, portOf } from './support/drawing';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
const beta = { id: 'beta', type: 'set', label: 'Beta', params: { values: { b: '{{ steps.alpha.a }}' } } };

/** A save waits for a pause in the edits. */
const PATIENT = { timeout: 8000 };

const settings = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });
const titles = async (page: Page): Promise<(string | undefined)[]> => {
  const names = await canvasOf(page)
    .locator('[data-kind]')
    .evaluateAll((steps) => steps.map((step) => step.getAttribute('aria-label')?.split(',')[0]));
  return names.sort();
};

describe('editing', () => {
  journey('ten mixed edits, ten undos, ten redos', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'There and back', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Beta').waitFor();
    const before = (await api.workflow(id)).graph;
    const add = async (words: string): Promise<void> => {
      await page.keyboard.press('n');
      await page.getByRole('dialog', { name: 'Add step' }).getByRole('searchbox').fill(words);
      await page.keyboard.press('Enter');
    };
    await stepOn(page, 'Beta').click();
    await add('code'); // 1
    await settings(page).getByLabel('Label').fill('Reckon'); // 2
    await stepOn(page, 'Reckon').focus();
    await page.keyboard.press('d'); // 3
    await page.keyboard.press('Shift+ArrowDown'); // 4
    await page.keyboard.press('Control+d'); // 5
    await page.keyboard.press('Backspace'); // 6
    await page.keyboard.press('1');
    await stepOn(page, 'Alpha').click();
    await page.keyboard.press('Control+Backspace'); // 7
    await canvasOf(page).getByLabel('Connection from Start to Beta').waitFor();
    await page.keyboard.press('1');
    const from = await middleOf(stepOn(page, 'Start'));
    await dragBetween(page, from, { x: from.x, y: from.y + 120 }); // 8
    await stepOn(page, 'Beta').click();
    await settings(page).getByLabel('Id', { exact: true }).fill('second'); // 9
    await settings(page).getByLabel('Id', { exact: true }).press('Enter');
    await page.getByLabel('Workflow name').fill('There'); // 10
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    const after = (await api.workflow(id)).graph;
    expect(after.nodes.map((node) => node.id)).toEqual(['start', 'second', 'code']);

    const undo = page.getByRole('button', { name: 'Undo' });
    for (let count = 0; count < 10; count += 1) await undo.click();
    await expect.poll(() => undo.isDisabled()).toBe(true);
    await expect.poll(async () => (await api.workflow(id)).graph, PATIENT).toEqual(before);
    expect((await api.workflow(id)).name).toBe('There and back');
    expect(await titles(page)).toEqual(['Alpha', 'Beta', 'Start']);

    const redo = page.getByRole('button', { name: 'Redo' });
    for (let count = 0; count < 10; count += 1) await redo.click();
    await expect.poll(() => redo.isDisabled()).toBe(true);
    await expect.poll(async () => (await api.workflow(id)).graph, PATIENT).toEqual(after);
  });

  journey('an undo in a field leaves the canvas alone', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Fields', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').click();
    await page.keyboard.press('Control+d');
    await stepOn(page, 'Alpha 2').waitFor();
    await stepOn(page, 'Alpha', '[a-z]+').first().click();
    const label = settings(page).getByLabel('Label');
    await label.click();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await stepOn(page, 'Alpha!').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => label.inputValue()).toBe('Alpha');
    expect(await titles(page)).toEqual(['Alpha', 'Alpha 2', 'Start']);
  });

  journey('a marquee over several steps, a drag, and one undo', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Together', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Beta').waitFor();
    const positions = async () => (await api.workflow(id)).graph.nodes.map((node) => node.position);
    const before = await positions();
    const first = await middleOf(stepOn(page, 'Start'));
    const last = await middleOf(stepOn(page, 'Beta'));
    await dragBetween(page, { x: first.x - 20, y: first.y - 80 }, { x: last.x + 40, y: last.y + 80 });
    expect(await canvasOf(page).locator('[data-kind][data-selected]').count()).toBe(3);
    const grip = await middleOf(stepOn(page, 'Alpha'));
    await dragBetween(page, grip, { x: grip.x + 16, y: grip.y + 96 });
    await expect.poll(positions, PATIENT).not.toEqual(before);
    const moved = await positions();
    const shifts = moved.map((position, index) => (position?.y ?? 0) - (before[index]?.y ?? 0));
    expect(new Set(shifts).size).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(positions, PATIENT).toEqual(before);
  });

  journey('handles and ports follow what a step may do', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Ports', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').click();
    await settings(page).getByText('When it fails').click();
    await settings(page).getByLabel('On error').selectOption('branch');
    await portOf(page, 'alpha', 'error').waitFor();
  });
});
