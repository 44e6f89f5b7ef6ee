import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Api } from './support/api';
import { stepOn } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

/** Starts a run of a workflow by its webhook and opens its page. */
async function openRun(page: Page, api: Api, name: string, path: string, graph: ReturnType<typeof chain>) {
  const { id } = await api.createWorkflow({ name, graph });
  await api.publish(id);
  expect((await api.hook(path, { id: 'o-1' })).status).toBe(202);
  const [run] = await api.runs(id);
  await page.goto(`/runs/${run?.id}`);
}

describe('a run that waits', () => {
  journey('says what for, and can be cancelled', async ({ page, api }) => {
    const pause = { id: 'pause', type: 'delay', label: 'Pause', params: { ms: 3_600_000 } };
    await openRun(page, api, 'Pause for an hour', 'pause', chain(webhook('pause'), pause));
    await stepOn(page, 'Pause', 'waiting').waitFor();
    const why = page.getByRole('status', { name: 'Why this run waits' });
    await why.getByText(/“Pause” waits until/).waitFor();

    await page.getByRole('button', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
    await dialog.getByRole('button', { name: 'Cancel the run' }).click();
    await stepOn(page, 'Pause', 'cancelled').waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    await why.waitFor({ state: 'detached' });
  });

  journey('asks a person, on its own page and on the page of all approvals', async ({ page, api }) => {
    const ask = {
      id: 'ask',
      type: 'approval',
      label: 'Ask',
      params: { message: 'Refund order {{ trigger.body.id }}?' },
    };
    const pay = { id: 'pay', type: 'set', label: 'Pay back', params: { values: { paid: true } } };
    const drawn = chain(webhook('refund'), ask, pay);
    const [first, second] = drawn.edges;
    const graph = { ...drawn, edges: [first!, { ...second!, sourceHandle: 'approved' }] };
    await openRun(page, api, 'Refunds', 'refund', graph);
    const question = page.getByRole('region', { name: 'Refund order o-1?' });
    await question.waitFor();

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Approvals' }).click();
    await question.getByRole('link', { name: 'Refunds' }).click();
    await question.getByLabel('Comment').fill('They are right.');
    await question.getByRole('button', { name: 'Approve' }).click();
    await stepOn(page, 'Pay back', 'succeeded').waitFor();
    await question.waitFor({ state: 'detached' });
    await stepOn(page, 'Ask', 'succeeded').click();
    const step = page.getByRole('complementary', { name: 'Step' });
    await step.getByText('They are right.').waitFor();

    await page.goto('/approvals');
    await page.getByText(/^Nothing waits for a decision/).waitFor();
  });
});
