import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const answer = { id: 'answer', type: 'set', label: 'Answer', params: { values: { said: '{{ trigger.body.word }}' } } };

describe('a webhook', () => {
  journey('shows its address, and answers there once it is published', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Echo', graph: chain(webhook('echo'), answer) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Order received').click();
    const address = page.getByRole('region', { name: 'Address' });
    await address.getByText('It answers once the workflow is published.').waitFor();
    const url = (await address.locator('code').textContent()) ?? '';
    expect(url).toBe(`${api.url}/hooks/echo`);
    expect((await api.hook('echo', { word: 'hello' })).status).toBe(404);

    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await address.getByText('It answers with the version that is published.').waitFor();
    const called = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(called.status).toBe(202);
  });
});
