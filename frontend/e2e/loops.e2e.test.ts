import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { journey } from './support/journey';

describe('a loop', () => {
  journey('shows on the run page which of its iterations failed, and why', async ({ page, api }) => {
    const { id } = await api.createWorkflow({
      name: 'Check every line',
      graph: {
        nodes: [
          { id: 'start', type: 'manual', params: { sample: { lines: [1, 2, 0, 4] } }, position: { x: 0, y: 0 } },
          {
            id: 'each',
            type: 'for-each',
            label: 'Each line',
            params: { items: '{{ trigger.lines }}' },
            position: { x: 300, y: 0 },
          },
          {
            id: 'check',
            type: 'code',
            label: 'Check the line',
            params: {
              code: "console.log('line', item); if (item === 0) throw new Error('an empty line'); return item;",
            },
            onError: 'continue',
            position: { x: 640, y: -80 },
          },
          { id: 'sum', type: 'set', label: 'Sum up', params: { values: { done: true } }, position: { x: 640, y: 120 } },
        ],
        edges: [
          { id: 'e1', source: 'start', target: 'each' },
          { id: 'e2', source: 'each', sourceHandle: 'item', target: 'check' },
          { id: 'e3', source: 'each', sourceHandle: 'done', target: 'sum' },
        ],
      },
    });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Run with sample' }).click();
    await stepOn(page, 'Sum up', 'succeeded').waitFor();
    const check = stepOn(page, 'Check the line', 'failed');
    await check.getByText('4/4, 1 failed').waitFor();
    await page.getByRole('link', { name: /^See/ }).click();

    const timeline = page.getByTestId('run-timeline');
    await timeline.getByRole('button', { name: /^1 failed of 4 iterations/ }).click();
    const iterations = timeline.getByRole('button', { name: /^Iteration/ });
    await iterations.first().waitFor();
    expect(await iterations.allTextContents()).toEqual(['Iteration 2', 'Iteration 0', 'Iteration 1', 'Iteration 3']);
    await iterations.first().click();
    await timeline.getByRole('button', { name: 'Check the line, iteration 2, failed' }).click();
    const step = page.getByRole('complementary', { name: 'Step' });
    await step.getByText('an empty line').first().waitFor();
    expect(new URL(page.url()).searchParams.get('iteration')).toBe('2');

    await step.getByRole('button', { name: 'Iteration after' }).click();
    await step.getByTestId('data-viewer').getByText('4', { exact: true }).waitFor();
    await step.getByRole('tab', { name: /^Logs/ }).click();
    await step.getByText('line 4').waitFor();
    expect(new URL(page.url()).searchParams.get('iteration')).toBe('3');
  });
});
