import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-node'));
const messages = (page: Page) => page.getByRole('status', { name: 'Messages' });

describe('the editor without a pointer', () => {
  journey('adds, connects and fills in steps, and runs them', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Keys' });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Add step' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('by hand');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('manual');
    await page.keyboard.press('n');
    await page.keyboard.type('set');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('set');
    await messages(page).getByText('added.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-values');
    await page.keyboard.type('greeting');
    await page.keyboard.press('Tab');
    await page.keyboard.type('hello');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('set');
    // A second one that is led to from the first alone, connected by hand.
    await page.keyboard.press('Control+d');
    await expect.poll(() => focused(page)).toBe('set2');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toBe('manual');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('set');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('option', { name: 'Set values' }).waitFor();
    await page.keyboard.press('Enter');
    await messages(page).getByText('Set values connected to Set values.').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded in').waitFor();
    const [run] = await api.runs(id);
    const { steps } = await api.run(run?.id ?? '');
    expect(steps.find((step) => step.nodeId === 'set')?.output).toEqual({ greeting: 'hello' });
    expect(steps.map((step) => step.nodeId)).toContain('set2');
  });

  journey('a key about a step is about the one that has the focus', async ({ page, api }) => {
    const start = { id: 'start', type: 'manual', label: 'Start' };
    const step = (name: string) => ({ id: name, type: 'set', label: name, params: { values: { name } } });
    const { id } = await api.createWorkflow({ name: 'Focused', graph: chain(start, step('First'), step('Second')) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'First').focus();
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Connect First to' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await stepOn(page, 'Second').focus();
    await page.keyboard.press('d');
    await expect
      .poll(async () => (await api.workflow(id)).graph.nodes.map(({ disabled }) => disabled))
      .toEqual([undefined, undefined, true]);
  });

  journey('the canvas is one tab stop, moves are saved, and what happens is told', async ({ page, api }) => {
    const start = { id: 'start', type: 'manual', label: 'Start' };
    const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
    const { id } = await api.createWorkflow({ name: 'Stops', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await canvasOf(page).locator('[data-node="alpha"]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('alpha');
    expect(await canvasOf(page).locator('[data-node][tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('d');
    await messages(page).getByText('Alpha disabled.').waitFor();
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    expect((await api.workflow(id)).graph.nodes[1]).toMatchObject({ position: { x: 308, y: 8 }, disabled: true });
    await page.keyboard.press('Delete');
    await messages(page).getByText('Alpha deleted.').waitFor();
    await expect.poll(() => focused(page)).toBe('start');
  });
});
