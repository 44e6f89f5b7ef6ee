import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { connectionsOn, dragBetween, middleOf, portOf } from './support/drawing';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
const beta = { id: 'beta', type: 'set', label: 'Beta', params: { values: { b: 2 } } };

const picker = (page: Page) => page.getByRole('dialog', { name: 'Add step' });

describe('adding and connecting steps', () => {
  journey('N, a few letters, Enter: one step, focused, its settings open', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'By key' });
    await page.goto(`/workflows/${id}`);
    await canvasOf(page).waitFor();
    await page.keyboard.press('n');
    await picker(page).getByRole('searchbox').waitFor();
    await page.keyboard.type('http');
    await page.keyboard.press('Enter');
    const step = stepOn(page, 'HTTP request');
    await step.waitFor();
    expect(await canvasOf(page).locator('[data-kind]').count()).toBe(1);
    expect(await step.getAttribute('data-kind')).toBe('action');
    await expect.poll(() => step.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('complementary', { name: 'Step settings' }).getByLabel('URL').waitFor();
    await waitUntilSaved(page);
    expect((await api.workflow(id)).graph.nodes.map((node) => node.type)).toEqual(['http-request']);
  });

  journey('single letters stay letters in fields', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Letters', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').click();
    const label = page.getByRole('complementary', { name: 'Step settings' }).getByLabel('Label');
    await label.fill('nd');
    await label.press('n');
    expect(await picker(page).count()).toBe(0);
    await stepOn(page, 'ndn').waitFor();
  });

  journey('a step dragged from the palette lands where it is dropped', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'By hand', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').waitFor();
    const canvas = await canvasOf(page).boundingBox();
    const drop = { x: (canvas?.x ?? 0) + 420, y: (canvas?.y ?? 0) + 560 };
    const item = page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name: 'HTTP request' });
    await item.scrollIntoViewIfNeeded();
    await dragBetween(page, await middleOf(item), drop);
    const step = stepOn(page, 'HTTP request');
    await step.waitFor();
    // Its settings open and take room; the step stays where it was put all the same.
    await page.getByRole('complementary', { name: 'Step settings' }).waitFor();
    await page.waitForTimeout(400);
    const { x, y } = await middleOf(step);
    expect(Math.hypot(x - drop.x, y - drop.y)).toBeLessThanOrEqual(16);
  });

  journey('a connection dropped on the empty canvas asks for what comes next', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Dropped', graph: chain(start, alpha) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Alpha').waitFor();
    const port = await middleOf(portOf(page, 'alpha', 'out'));
    await dragBetween(page, port, { x: port.x + 120, y: port.y + 140 });
    await picker(page).getByRole('searchbox').fill('code');
    await page.keyboard.press('Enter');
    await stepOn(page, 'Code').waitFor();
    expect(await connectionsOn(page)).toEqual(['Connection from Alpha to Code', 'Connection from Start to Alpha']);
  });

  journey('a step is added after another, and put between two', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Between', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await canvasOf(page).getByLabel('Connection from Alpha to Beta').hover();
    await page.getByRole('button', { name: 'Insert step between Alpha and Beta' }).click();
    await picker(page).getByRole('searchbox').fill('http');
    await page.keyboard.press('Enter');
    await stepOn(page, 'HTTP request').waitFor();
    expect(await connectionsOn(page)).toEqual([
      'Connection from Alpha to HTTP request',
      'Connection from HTTP request to Beta',
      'Connection from Start to Alpha',
    ]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Add step after Beta' }).click();
    await picker(page).getByRole('searchbox').fill('publish');
    await page.keyboard.press('Enter');
    await canvasOf(page).getByLabel('Connection from Beta to Send event').waitFor();
  });

  journey('a connection that may not be is refused with its reason', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Refused', graph: chain(start, alpha, beta) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Beta').waitFor();
    const port = await middleOf(portOf(page, 'beta', 'out'));
    await dragBetween(page, port, await middleOf(portOf(page, 'alpha', 'in')));
    const messages = page.getByRole('status', { name: 'Messages' });
    await messages.getByText('“Alpha” already leads to “Beta”: steps may not run in a circle.').waitFor();
    await dragBetween(page, port, await middleOf(stepOn(page, 'Start')));
    await messages.getByText('Nothing can lead to “Start”').waitFor();
    expect((await connectionsOn(page)).length).toBe(2);
  });
});
