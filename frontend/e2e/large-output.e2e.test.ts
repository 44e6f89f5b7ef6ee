import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const ROWS = `return { rows: Array.from({ length: 5000 }, (_, id) => ({ id, text: 'x'.repeat(1000) })), note: 'the end' };`;

describe('an output of 5 MB', () => {
  journey('is there in under a second, shown in part, unfolds on demand and downloads whole', async ({ page, api }) => {
    const start = { id: 'start', type: 'manual', label: 'Start', params: {} };
    const large = { id: 'large', type: 'code', label: 'Make rows', params: { code: ROWS } };
    const { id } = await api.createWorkflow({ name: 'Large output', graph: chain(start, large) });
    const run = await api.runDraft(id);
    await page.goto(`/runs/${run.id}?step=start`);
    await stepOn(page, 'Make rows', 'succeeded').waitFor();
    const step = page.getByRole('complementary', { name: 'Step' });
    await step.getByRole('heading', { name: 'Start' }).waitFor();

    const begun = Date.now();
    await page.getByTestId('run-timeline').getByRole('button', { name: 'Make rows, succeeded' }).click();
    const viewer = step.getByTestId('data-viewer');
    await viewer.getByText('5.1 MB, shown in part').waitFor();
    await viewer.getByText('"the end"').waitFor();
    expect(Date.now() - begun).toBeLessThan(1000);

    const tree = viewer.getByRole('tree', { name: 'Output of Make rows' });
    const rows = tree.getByRole('treeitem', { name: /^rows/ });
    const shown = async () => Number(/\[ (\d+) of 5,000 \]/.exec(await rows.innerText())?.[1]);
    const first = await shown();
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(200);
    await rows.click();
    await tree.press('End');
    const more = tree.getByRole('treeitem', { name: /Show more: [\d,]+ items left/ });
    // The last line but one: after it comes the note.
    await tree.press('ArrowUp');
    await more.waitFor();
    await tree.press('Enter');
    await tree.press('Home');
    await expect.poll(shown).toBeGreaterThan(first);

    const download = page.waitForEvent('download');
    await viewer.getByRole('link', { name: 'Download' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('large-output.json');
    const copy = join(await mkdtemp(join(tmpdir(), 'large-output-')), 'copy.json');
    await file.saveAs(copy);
    const whole = JSON.parse(await readFile(copy, 'utf8')) as { rows: unknown[] };
    await rm(dirname(copy), { recursive: true });
    expect(whole.rows).toHaveLength(5000);
  });
});
