import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const order = { total: 120, customer: { name: 'Ada' }, items: [{ sku: 'a' }, { sku: 'b' }] };
const start = { id: 'start', type: 'manual', label: 'Start', params: { sample: { body: order } } };
const call = {
  id: 'call',
  type: 'http-request',
  label: 'Call',
  params: { method: 'GET', url: 'https://example.com/' },
};

const settingsOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });
const fieldOf = (page: Page, name: string) => settingsOf(page).locator(`[data-field="${name}"]`);
const previewOf = (page: Page, name: string) => fieldOf(page, name).getByRole('status', { name: 'Preview' });

describe('node panel', () => {
  journey('a key dragged into a field previews its value', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Dragged', graph: chain(start, call) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Call').click();
    await settingsOf(page).getByRole('button', { name: 'Expand' }).click();
    const tree = page.getByRole('tree', { name: 'Data for expressions' });
    await page.getByRole('region', { name: 'Input' }).getByText('sample', { exact: true }).waitFor();
    await tree
      .getByRole('treeitem', { name: /^total/ })
      .last()
      .dragTo(fieldOf(page, 'url').getByLabel('URL', { exact: true }));
    await previewOf(page, 'url').getByText('https://example.com/120').waitFor();

    await fieldOf(page, 'timeoutMs').getByRole('button', { name: 'Expression', exact: true }).click();
    await fieldOf(page, 'timeoutMs').locator('[contenteditable="true"]').click();
    await tree
      .getByRole('treeitem', { name: /^total/ })
      .last()
      .click();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => fieldOf(page, 'timeoutMs').locator('[contenteditable="true"]').textContent())
      .toBe('{{ trigger.body.total }}');
    await previewOf(page, 'timeoutMs').getByText('number', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await tree.waitFor({ state: 'detached' });
    await settingsOf(page).waitFor();
  });

  journey('an expression is completed from the last run, and says what is wrong with it', async ({ page, api }) => {
    const set = {
      id: 'set',
      type: 'set',
      label: 'Set',
      params: { values: { doubled: '{{ trigger.body.total * 2 }}' } },
    };
    const tell = { id: 'tell', type: 'approval', label: 'Tell', params: { message: 'Total {{ steps.set.doubled }}' } };
    const { id } = await api.createWorkflow({ name: 'Completed', graph: chain(start, set, tell) });
    const { id: runId } = await api.runDraft(id);
    // Its question has been data enough: the page of all approvals is another journey's.
    await api.cancelRun(runId);
    await page.goto(`/workflows/${id}?node=tell`);
    const preview = previewOf(page, 'message');
    await preview.getByText('Total 240').waitFor();
    await preview.getByText(/^from run .+ ago|just now$/).waitFor();

    const question = fieldOf(page, 'message').locator('[contenteditable="true"]');
    await question.fill('');
    await question.pressSequentially('{{ steps.');
    await page.getByRole('option', { name: /^set/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('.');
    await page.getByRole('option', { name: /^doubled\s*number/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}');
    await preview.getByText('240', { exact: true }).waitFor();
    await preview.getByText('number', { exact: true }).waitFor();

    await question.fill('{{ triger.body }}');
    await preview.getByText(/^Column 4/).waitFor();
    await question.fill('{{ trigger.body.items.map((x) => [1, 2].map(Number)) }}');
    await preview.getByText('list of 2').waitFor();
  });

  journey('a topic is picked from those that are known, with what its events hold', async ({ page, api }) => {
    await api.describeTopic('crate.sent', { type: 'object', properties: { weight: { type: 'number' } } });
    const hear = { id: 'hear', type: 'event', label: 'Hear', params: { type: '' } };
    const { id } = await api.createWorkflow({ name: 'Listening', graph: chain(hear, call) });
    await page.goto(`/workflows/${id}?node=hear`);
    const topic = fieldOf(page, 'type').getByLabel('Topic', { exact: true });
    await topic.fill('crate');
    await page.getByRole('option', { name: 'crate.sent' }).click();
    await fieldOf(page, 'type').getByText('Its events have weight (number).').waitFor();
    await topic.fill('crate.*');
    await fieldOf(page, 'type').getByText('1 topic: crate.sent').waitFor();

    await stepOn(page, 'Call').click();
    await fieldOf(page, 'url').getByLabel('URL', { exact: true }).fill('{{ trigger.weight }}');
    await previewOf(page, 'url').getByText('There is no data').waitFor();
    await stepOn(page, 'Hear').click();
    await topic.fill('crate.sent');
    await stepOn(page, 'Call').click();
    await previewOf(page, 'url').getByText('generated from the schema').waitFor();
  });
});
