import { describe, expect } from 'vitest';
import { journey } from './support/journey';

describe('the editor without a pointer', () => {
  journey('adds, connects and fills in steps, and runs them', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Keys' });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Add step' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('by hand');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe('manual');
    await page.keyboard.press('n');
    await page.keyboard.type('set');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe('set');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-values');
    await page.keyboard.type('greeting');
    await page.keyboard.press('Tab');
    await page.keyboard.type('hello');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe('set');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status', { name: 'Run' }).getByText('Succeeded in').waitFor();
    const [run] = await api.runs(id);
    expect((await api.run(run?.id ?? '')).steps.find((step) => step.nodeId === 'set')?.output).toEqual({
      greeting: 'hello',
    });
  });
});
