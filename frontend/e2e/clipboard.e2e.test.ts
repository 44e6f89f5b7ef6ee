import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canvasOf, stepOn, waitUntilSaved } from './support/canvas';
import { dragBetween, middleOf } from './support/drawing';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const call = {
  id: 'call',
  type: 'http-request',
  label: 'Ask',
  params: { method: 'POST', url: 'https://x.test/a', headers: { authorization: 'Bearer hush', accept: 'text/plain' } },
};
const keep = { id: 'keep', type: 'set', label: 'Keep', params: { values: { answer: '{{ steps.call.body }}' } } };
const settings = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });

/** Pastes a text or a file as the browser would after Ctrl V. */
async function paste(page: Page, text: string, fileName?: string): Promise<void> {
  await page.evaluate(
    ([content, name]) => {
      const data = new DataTransfer();
      if (name) data.items.add(new File([content ?? ''], name, { type: 'application/json' }));
      else data.setData('text/plain', content ?? '');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [text, fileName],
  );
}

describe('the clipboard', () => {
  journey('what is copied in one workflow is pasted in another', async ({ page, api }) => {
    const from = await api.createWorkflow({ name: 'From', graph: chain(start, call, keep) });
    const to = await api.createWorkflow({ name: 'To', graph: chain(start) });
    await page.goto(`/workflows/${from.id}`);
    await stepOn(page, 'Keep').waitFor();
    const first = await middleOf(stepOn(page, 'Ask'));
    const last = await middleOf(stepOn(page, 'Keep'));
    await dragBetween(page, { x: first.x - 20, y: first.y - 80 }, { x: last.x + 40, y: last.y + 80 });
    await page.keyboard.press('Control+c');
    await page.getByText('2 steps copied. 1 secret was left out.').waitFor();

    await page.goto(`/workflows/${to.id}`);
    await stepOn(page, 'Start').waitFor();
    const box = await canvasOf(page).boundingBox();
    const at = { x: (box?.x ?? 0) + 500, y: (box?.y ?? 0) + 600 };
    await page.mouse.move(at.x, at.y);
    await page.keyboard.press('Control+v');
    await page.getByText('2 steps pasted.').waitFor();
    const one = await middleOf(stepOn(page, 'Ask'));
    const two = await middleOf(stepOn(page, 'Keep'));
    expect(Math.abs((one.x + two.x) / 2 - at.x)).toBeLessThan(12);
    expect(Math.abs(one.y - at.y)).toBeLessThan(12);
    expect(await canvasOf(page).locator('[data-kind][data-selected]').count()).toBe(2);
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    const { nodes, edges } = (await api.workflow(to.id)).graph;
    expect(nodes[1]).toMatchObject({
      id: 'call2',
      params: { ...call.params, headers: { accept: 'text/plain' } },
    });
    expect(JSON.stringify(nodes)).not.toContain('hush');
    expect(nodes[2]).toMatchObject({ id: 'keep2', params: { values: { answer: '{{ steps.call2.body }}' } } });
    expect(edges).toMatchObject([{ source: 'call2', target: 'keep2' }]);

    await page.getByRole('button', { name: 'Undo' }).click();
    await stepOn(page, 'Ask').waitFor({ state: 'detached' });
    expect(await canvasOf(page).locator('[data-kind]').count()).toBe(1);
  });

  journey('cut and paste; in a field the keys are the field’s own', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Cut', graph: chain(start, keep) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Keep').click();
    const label = settings(page).getByLabel('Label');
    await label.selectText();
    await page.keyboard.press('Control+c');
    await label.press('End');
    await page.keyboard.press('Control+v');
    await stepOn(page, 'KeepKeep').waitFor();
    await stepOn(page, 'KeepKeep').focus();
    await page.keyboard.press('Control+x');
    await page.getByText('KeepKeep cut.').waitFor();
    await stepOn(page, 'KeepKeep').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+v');
    await stepOn(page, 'KeepKeep').waitFor();
  });

  journey('a curl command becomes a step, an exported workflow its steps', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Pasted', graph: chain(start) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Start').waitFor();
    await paste(
      page,
      `curl -X PUT https://x.test/orders?dry=1 \\\n  -d '{"id":7}' -H 'content-type: application/json'`,
    );
    await page.getByText('HTTP request pasted.').waitFor();
    await stepOn(page, 'HTTP request').getByText('PUT x.test/orders').waitFor();
    await paste(page, JSON.stringify({ format: 1, name: 'Other', graph: chain(call, keep) }), 'other.json');
    await stepOn(page, 'Keep').waitFor();
    await paste(page, 'just words');
    await page.getByText('Nothing to paste').waitFor();
    await page.keyboard.press('Control+s');
    await waitUntilSaved(page);
    const { nodes } = (await api.workflow(id)).graph;
    expect(nodes.map((node) => node.id)).toEqual(['start', 'httpRequest', 'call2', 'keep2']);
    expect(nodes[1]?.params).toMatchObject({ method: 'PUT', query: { dry: '1' }, body: { id: 7 } });
  });
});
