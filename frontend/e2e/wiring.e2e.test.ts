import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn } from './support/canvas';
import { connectionsOn, dragBetween, holdBetween, middleOf, portOf } from './support/drawing';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
const beta = { id: 'beta', type: 'set', label: 'Beta', params: { values: { b: 2 } } };
const loose = { id: 'loose', type: 'set', label: 'Loose', params: { values: {} }, position: { x: 304, y: 200 } };

/** Three steps in a row, and one beneath them that is tied to nothing. */
const withLoose = () => {
  const { nodes, edges } = chain(start, alpha, beta);
  return { nodes: [...nodes, loose], edges };
};
const edge = (page: Page, name: string) => canvasOf(page).getByLabel(name);
/** Just beside where a connection ends at its target. */
const endOf = async (page: Page, nodeId: string) => {
  const port = await middleOf(portOf(page, nodeId, 'in'));
  return { x: port.x - 18, y: port.y };
};

describe('a step dropped on a connection', () => {
  journey('is put into it, whether it comes from the palette or lay on the canvas', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Splice', graph: withLoose() });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Loose').waitFor();
    const seam = await middleOf(edge(page, 'Connection from Alpha to Beta'));
    await holdBetween(page, await middleOf(stepOn(page, 'Loose')), seam);
    await edge(page, 'Connection from Alpha to Beta').locator('[data-drop]').waitFor({ state: 'attached' });
    await page.mouse.up();
    await edge(page, 'Connection from Loose to Beta').waitFor();
    expect(await connectionsOn(page)).toEqual([
      'Connection from Alpha to Loose',
      'Connection from Loose to Beta',
      'Connection from Start to Alpha',
    ]);
    const item = page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name: 'HTTP request' });
    await item.scrollIntoViewIfNeeded();
    await dragBetween(page, await middleOf(item), await middleOf(edge(page, 'Connection from Start to Alpha')));
    await edge(page, 'Connection from HTTP request to Alpha').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await connectionsOn(page)).toEqual(['Connection from Alpha to Beta', 'Connection from Start to Alpha']);
  });

  journey('only moves if it has connections of its own', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Wired', graph: withLoose() });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Loose').waitFor();
    await dragBetween(page, await middleOf(portOf(page, 'beta', 'out')), await middleOf(stepOn(page, 'Loose')));
    await edge(page, 'Connection from Beta to Loose').waitFor();
    const seam = await middleOf(edge(page, 'Connection from Start to Alpha'));
    await dragBetween(page, await middleOf(stepOn(page, 'Loose')), seam);
    expect(await connectionsOn(page)).toEqual([
      'Connection from Alpha to Beta',
      'Connection from Beta to Loose',
      'Connection from Start to Alpha',
    ]);
  });
});

describe('the end of a connection', () => {
  journey('is led to another step, and back by one undo', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Elsewhere', graph: withLoose() });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Loose').waitFor();
    await dragBetween(page, await endOf(page, 'beta'), await middleOf(stepOn(page, 'Loose')));
    await edge(page, 'Connection from Alpha to Loose').waitFor();
    expect(await connectionsOn(page)).toEqual(['Connection from Alpha to Loose', 'Connection from Start to Alpha']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await edge(page, 'Connection from Alpha to Beta').waitFor();
    // The other end, onto a port.
    const from = await middleOf(portOf(page, 'alpha', 'out'));
    await dragBetween(page, { x: from.x + 18, y: from.y }, await middleOf(portOf(page, 'loose', 'out')));
    await edge(page, 'Connection from Loose to Beta').waitFor();
    expect(await connectionsOn(page)).toEqual(['Connection from Loose to Beta', 'Connection from Start to Alpha']);
  });

  journey('stays where it was if it is dropped where it may not be, or on nothing', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Stays', graph: withLoose() });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Loose').waitFor();
    const before = await connectionsOn(page);
    await holdBetween(page, await endOf(page, 'beta'), await middleOf(stepOn(page, 'Start')));
    await stepOn(page, 'Start').getByText('Nothing can lead to “Start”').waitFor();
    await page.mouse.up();
    const messages = page.getByRole('status', { name: 'Messages' });
    await messages.getByText('Nothing can lead to “Start”').waitFor();
    const end = await endOf(page, 'beta');
    await dragBetween(page, end, { x: end.x, y: end.y + 260 });
    expect(await page.getByRole('dialog', { name: 'Add step' }).count()).toBe(0);
    expect(await connectionsOn(page)).toEqual(before);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });
});

describe('a step that is dragged', () => {
  journey('keeps in line with others and to the grid, unless Alt is held', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'In line', graph: withLoose() });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Loose').waitFor();
    const placeOf = async () => (await api.workflow(id)).graph.nodes[3]?.position;
    const from = await middleOf(stepOn(page, 'Loose'));
    await dragBetween(page, from, { x: from.x - 7, y: from.y + 43 });
    await expect.poll(placeOf, { timeout: 8000 }).toEqual({ x: 300, y: 240 });
    const again = await middleOf(stepOn(page, 'Loose'));
    await page.keyboard.down('Alt');
    await dragBetween(page, again, { x: again.x + 6, y: again.y + 4 });
    await page.keyboard.up('Alt');
    await expect.poll(placeOf, { timeout: 8000 }).not.toEqual({ x: 300, y: 240 });
    // The grid would have had 240, and the centre of the step above 300.
    const free = await placeOf();
    expect([free?.x === 300, free?.y === 240]).toEqual([false, false]);
  });
});
