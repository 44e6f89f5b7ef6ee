import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Api } from './support/api';
import { canvasOf, stepOn } from './support/canvas';
import { dragBetween, middleOf } from './support/drawing';
import { journey } from './support/journey';

/** A save waits for a pause in the edits. */
const PATIENT = { timeout: 8000 };

const set = (id: string, label: string, x: number, y: number) => ({
  id,
  type: 'set',
  label,
  params: { values: {} },
  position: { x, y },
});

/** Four steps in no order at all. */
const scattered = {
  nodes: [
    { id: 'start', type: 'manual', label: 'Start', params: {}, position: { x: 480, y: 304 } },
    set('alpha', 'Alpha', 96, 200),
    set('beta', 'Beta', 520, 0),
    set('gamma', 'Gamma', 0, 400),
  ],
  edges: [
    { id: '1', source: 'start', target: 'alpha' },
    { id: '2', source: 'alpha', target: 'beta' },
    { id: '3', source: 'alpha', target: 'gamma' },
  ],
};

const places = async (api: Api, id: string) => {
  const { nodes } = (await api.workflow(id)).graph;
  return Object.fromEntries(nodes.map((node) => [node.id, node.position]));
};
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen steps' });

describe('tidying', () => {
  journey('gives the same places twice, and one undo brings the former ones back', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Untidy', graph: scattered });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Gamma').waitFor();
    const before = await places(api, id);
    await page.getByRole('button', { name: 'Tidy' }).click();
    const messages = page.getByRole('status', { name: 'Messages' });
    await messages.getByText('4 steps tidied.').waitFor();
    await expect.poll(() => places(api, id), PATIENT).not.toEqual(before);
    const once = await places(api, id);
    expect(once['alpha']?.x).toBe((once['start']?.x ?? 0) + 320);
    expect(once['beta']?.x).toBe(once['gamma']?.x);
    await messages.getByRole('button', { name: 'Dismiss' }).click();
    await page.keyboard.press('Shift+Alt+T');
    await messages.getByText('4 steps tidied.').waitFor();
    await undo(page).click();
    await expect.poll(() => undo(page).isDisabled()).toBe(true);
    await expect.poll(() => places(api, id), PATIENT).toEqual(before);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => places(api, id), PATIENT).toEqual(once);
  });
});

describe('several chosen steps', () => {
  journey('are aligned, distributed and disabled, each by one step of the history', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Aligned', graph: scattered });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Gamma').waitFor();
    const before = await places(api, id);
    await stepOn(page, 'Alpha').click();
    expect(await toolbar(page).count()).toBe(0);
    await page.keyboard.press('Escape');
    await stepOn(page, 'Gamma').click({ modifiers: ['Shift'] });
    await toolbar(page).getByText('2 steps').waitFor();
    await toolbar(page).getByRole('button', { name: 'Align left' }).click();
    await expect.poll(() => places(api, id), PATIENT).toEqual({ ...before, alpha: { x: 0, y: 200 } });
    await page.keyboard.press('Control+a');
    await toolbar(page).getByText('4 steps').waitFor();
    await toolbar(page).getByRole('button', { name: 'Distribute vertically' }).click();
    await toolbar(page).getByRole('button', { name: 'Disable or enable' }).click();
    await expect.poll(async () => (await api.workflow(id)).graph.nodes[3]?.disabled, PATIENT).toBe(true);
    for (let count = 0; count < 3; count += 1) await undo(page).click();
    await expect.poll(() => undo(page).isDisabled()).toBe(true);
    await expect.poll(() => places(api, id), PATIENT).toEqual(before);
  });

  journey('stay where they are when Space or the middle button drags: that moves the view', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Panned', graph: scattered });
    await page.goto(`/workflows/${id}`);
    const alpha = stepOn(page, 'Alpha');
    await alpha.waitFor();
    const canvas = await canvasOf(page).boundingBox();
    const empty = { x: (canvas?.x ?? 0) + 60, y: (canvas?.y ?? 0) + 60 };
    const from = await middleOf(alpha);
    await page.keyboard.down('Space');
    await dragBetween(page, empty, { x: empty.x + 80, y: empty.y + 40 });
    await page.keyboard.up('Space');
    const panned = await middleOf(alpha);
    expect([panned.x - from.x, panned.y - from.y]).toEqual([expect.closeTo(80, -1), expect.closeTo(40, -1)]);
    await page.mouse.move(empty.x, empty.y);
    await page.mouse.down({ button: 'middle' });
    await page.mouse.move(empty.x - 40, empty.y - 20, { steps: 5 });
    await page.mouse.up({ button: 'middle' });
    await expect.poll(async () => (await middleOf(alpha)).x - from.x).toBeCloseTo(40, -1);
    expect(await undo(page).isDisabled()).toBe(true);
  });
});
