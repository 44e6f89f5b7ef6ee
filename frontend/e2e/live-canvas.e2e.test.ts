import { describe, expect } from 'vitest';
import { canvasOf, stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };

describe('a run on the canvas', () => {
  journey('counts the messages on each connection, and colours the map', async ({ page, api }) => {
    const each = { id: 'each', type: 'for-each', label: 'Each', params: { items: '{{ [1, 2, 3] }}' } };
    const body = { id: 'body', type: 'set', label: 'Body', params: { values: { n: '{{ item }}' } } };
    const last = { id: 'last', type: 'set', label: 'Last', params: { values: { n: '{{ item }}' } } };
    const { nodes, edges } = chain(start, each, body, last);
    const graph = {
      nodes,
      edges: edges.map((edge) => (edge.source === 'each' ? { ...edge, sourceHandle: 'item' } : edge)),
    };
    const { id } = await api.createWorkflow({ name: 'Counted', graph });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded in').waitFor();
    await stepOn(page, 'Last', 'succeeded').waitFor();
    await expect.poll(() => canvasOf(page).getByTitle('3 messages').count()).toBe(2);
    expect(await canvasOf(page).getByTitle('1 message', { exact: true }).count()).toBe(1);
    const colours = await page
      .getByTestId('minimap')
      .locator('path')
      .evaluateAll((paths) => paths.map((path) => path.style.fill));
    expect(new Set(colours)).toEqual(new Set(['var(--color-succeeded)']));
  });

  journey('tells for how long it has been going on', async ({ page, api }) => {
    const wait = { id: 'wait', type: 'delay', label: 'Wait', params: { ms: 60_000 } };
    const { id } = await api.createWorkflow({ name: 'Slow', graph: chain(start, wait) });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with sample' }).click();
    const status = page.getByRole('status', { name: 'Run' });
    await status.getByText('Waiting').waitFor();
    await status.getByText('2 s', { exact: true }).waitFor();
    await stepOn(page, 'Wait', 'waiting').waitFor();
  });

  journey('shows the error beneath the step; a press on it leads to the field at fault', async ({ page, api }) => {
    const boom = { id: 'boom', type: 'code', label: 'Boom', params: { code: 'throw new Error("Out of stock");' } };
    const { id } = await api.createWorkflow({ name: 'Fails', graph: chain(start, boom) });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with sample' }).click();
    const step = stepOn(page, 'Boom', 'failed');
    await step.getByRole('button', { name: 'Out of stock' }).click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    await settings.getByRole('alert').getByText('Out of stock').waitFor();
    await settings.getByRole('alert').getByRole('link', { name: 'See the run' }).click();
    await page.waitForURL(/runs\/.*step=boom/);
  });
});

describe('the view', () => {
  journey('moves so that the settings never cover the step that they are about', async ({ page, api }) => {
    const steps = Array.from({ length: 5 }, (_, index) => ({ id: `s${index}`, type: 'set', label: `Step ${index}` }));
    const { id } = await api.createWorkflow({ name: 'Wide', graph: chain(start, ...steps) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Step 4').click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    await settings.waitFor();
    const gap = async (): Promise<number> => {
      const [step, panel] = await Promise.all([stepOn(page, 'Step 4').boundingBox(), settings.boundingBox()]);
      return (panel?.x ?? 0) - ((step?.x ?? 0) + (step?.width ?? 0));
    };
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    const edge = page.getByRole('separator', { name: 'Width of the settings' });
    await edge.focus();
    for (let press = 0; press < 15; press += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
  });
});
