import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { dragBetween, middleOf } from './support/drawing';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const alpha = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };
const beta = { id: 'beta', type: 'set', label: 'Beta', params: { values: { b: 2 } } };
const end = { id: 'end', type: 'set', label: 'End', params: { values: { c: 3 } } };

const noteOn = (page: Page, line: string) => canvasOf(page).getByRole('group', { name: `Note, ${line}` });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).click();

async function choose(page: Page, ...labels: string[]): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  for (const [index, label] of labels.entries())
    await stepOn(page, label).click(index === 0 ? {} : { modifiers: ['Shift'] });
  await expect.poll(() => canvasOf(page).locator('[data-kind][data-selected]').count()).toBe(labels.length);
}

describe('notes', () => {
  journey('a note is written, moved, resized, copied, deleted and brought back', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Noted', graph: chain(start) });
    const saved = async () => {
      await page.keyboard.press('Control+s');
      await waitUntilSaved(page);
      return (await api.workflow(id)).graph.notes ?? [];
    };
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Start').waitFor();
    await page.keyboard.press('Shift+S');
    await page.getByLabel('Text of the note').fill('# Mind this\n- **one** <b>thing</b>');
    await page.keyboard.press('Escape');
    const note = noteOn(page, 'Mind this');
    await note.getByRole('heading', { name: 'Mind this' }).waitFor();
    expect(await note.getByRole('listitem').textContent()).toBe('one <b>thing</b>');

    const [before] = await saved();
    const at = await middleOf(note);
    await dragBetween(page, at, { x: at.x + 80, y: at.y + 160 });
    const corner = await middleOf(note.locator('.react-flow__resize-control'));
    await dragBetween(page, corner, { x: corner.x + 80, y: corner.y + 40 });
    const [after] = await saved();
    expect(after?.position.y).toBeGreaterThan((before?.position.y ?? 0) + 120);
    expect(after?.width).toBeGreaterThan((before?.width ?? 0) + 40);

    await note.focus();
    await page.keyboard.press('Shift+Alt+ArrowRight');
    await page.keyboard.press('Shift+Alt+ArrowDown');
    const [keyed] = await saved();
    expect([keyed?.width, keyed?.height]).toEqual([(after?.width ?? 0) + 8, (after?.height ?? 0) + 8]);

    await page.keyboard.press('Control+d');
    await expect.poll(() => note.count()).toBe(2);
    await page.keyboard.press('Backspace');
    await page.getByText('1 note deleted.').waitFor();
    await expect.poll(() => note.count()).toBe(1);
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => note.count()).toBe(2);
    await note.last().dblclick();
    await page.getByLabel('Text of the note').fill('Else');
    await stepOn(page, 'Start').click();
    await noteOn(page, 'Else').waitFor();
    await undo(page);
    await expect.poll(() => note.count()).toBe(2);
  });
});

describe('groups', () => {
  journey('steps are grouped, named, moved, collapsed, run, expanded and ungrouped', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Grouped', graph: chain(start, alpha, beta, end) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'End').waitFor();
    await choose(page, 'Alpha', 'Beta');
    await page.keyboard.press('Control+g');
    await page.getByLabel('Name of the group').fill('Middle');
    await page.keyboard.press('Enter');
    const frame = canvasOf(page).getByRole('group', { name: 'Group, Middle' });
    await frame.waitFor();

    const was = await middleOf(stepOn(page, 'Beta'));
    const head = await middleOf(frame.getByText('Middle'));
    await dragBetween(page, { x: head.x + 120, y: head.y }, { x: head.x + 120, y: head.y + 80 });
    await expect.poll(async () => (await middleOf(stepOn(page, 'Beta'))).y - was.y).toBeGreaterThan(60);

    await page.getByRole('button', { name: 'Collapse group Middle' }).click();
    const card = stepOn(page, 'Middle');
    await card.waitFor();
    expect(await stepOn(page, 'Alpha').count()).toBe(0);
    await canvasOf(page).getByLabel('Connection from Start to Alpha').waitFor();
    await canvasOf(page).getByLabel('Connection from Beta to End').waitFor();
    await page.keyboard.press('Control+Enter');
    await stepOn(page, 'Middle', 'succeeded').getByText('2/2').waitFor();

    await stepOn(page, 'End').click();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Find a step' }).fill('beta');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await stepOn(page, 'Alpha').waitFor();
    await page.keyboard.press('Control+Shift+G');
    await frame.waitFor({ state: 'detached' });
    expect(await canvasOf(page).locator('[data-kind]').count()).toBe(4);
    for (let count = 0; count < 5; count += 1) await undo(page);
    await frame.waitFor({ state: 'detached' });
    await expect.poll(async () => Math.round((await middleOf(stepOn(page, 'Beta'))).y)).toBe(Math.round(was.y));
  });

  journey('deleting the frame leaves the steps; the last step takes its group along', async ({ page, api }) => {
    const graph = { ...chain(start, alpha, beta), groups: [{ id: 'g', label: 'Both', nodeIds: ['alpha', 'beta'] }] };
    const { id } = await api.createWorkflow({ name: 'Framed', graph });
    await page.goto(`/workflows/${id}`);
    const frame = canvasOf(page).getByRole('group', { name: 'Group, Both' });
    await frame.getByText('Both').click();
    await page.keyboard.press('Backspace');
    await page.getByText('The group Both deleted.').waitFor();
    await frame.waitFor({ state: 'detached' });
    await stepOn(page, 'Alpha').waitFor();
    await page.getByRole('button', { name: 'Restore' }).click();
    await frame.waitFor();
    await choose(page, 'Alpha', 'Beta');
    await page.keyboard.press('Backspace');
    await frame.waitFor({ state: 'detached' });
  });
});
