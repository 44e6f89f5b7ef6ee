import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const hears = (type: string, params = {}) => ({
  id: 'heard',
  type: 'event',
  label: 'Heard',
  params: { type, ...params },
});
const publishes = (type: string) => ({ id: 'tell', type: 'publish', label: 'Tell', params: { type } });
const notes = { id: 'note', type: 'set', label: 'Note', params: { values: { noted: true } } };

function jobs(page: Page) {
  return page.getByRole('region', { name: 'Jobs' });
}

describe('an event', () => {
  journey('lists everything that came of it, and is replayed to one consumer alone', async ({ page, api }) => {
    const bill = await api.createWorkflow({
      name: 'Bill it',
      graph: chain(hears('order.placed'), publishes('order.billed')),
    });
    const pack = await api.createWorkflow({ name: 'Pack it', graph: chain(hears('order.placed'), notes) });
    const thank = await api.createWorkflow({ name: 'Say thanks', graph: chain(hears('order.billed'), notes) });
    for (const { id } of [bill, pack, thank]) await api.publish(id);
    await api.send('order.placed', { total: 40 });
    await expect.poll(async () => (await api.runs(thank.id)).map((run) => run.status)).toEqual(['succeeded']);

    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
    await page.getByRole('search').getByLabel('Topic').fill('order.placed');
    await page.waitForURL(/type=order.placed/);
    await page.getByRole('table', { name: 'Events' }).getByRole('link').click();
    const tree = page.getByRole('list', { name: 'Tree of the chain' });
    for (const name of ['Bill it', 'Pack it', 'Say thanks'])
      await tree.getByRole('link', { name: new RegExp(`^Run .* of ${name}, succeeded$`) }).waitFor();
    await page.getByText('Waterfall').click();
    const waterfall = page.getByRole('list', { name: 'Waterfall of the chain' });
    await waterfall.getByRole('link', { name: /^Event order.billed/ }).waitFor();

    await page.getByRole('button', { name: 'Replay to Pack it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this event' });
    expect(await dialog.getByRole('radio', { name: 'Pack it' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Replay to Pack it' }).click();
    await jobs(page).getByText('1 event replayed').waitFor();
    const deliveries = page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem');
    await deliveries.filter({ hasText: 'Pack it' }).filter({ hasText: 'replay' }).waitFor();
    expect(await api.runs(pack.id)).toMatchObject([{ replayId: expect.any(String) as string }, { attempt: 1 }]);
    expect([await api.runs(bill.id), await api.runs(thank.id)].map((runs) => runs.length)).toEqual([1, 1]);

    await deliveries.filter({ hasText: 'replay' }).getByRole('link', { name: /^Run/ }).click();
    await page.getByRole('link', { name: 'Event order.placed' }).click();
    await page.getByRole('heading', { name: 'order.placed' }).waitFor();
  });

  journey('that started nothing says why', async ({ page, api }) => {
    const filter = { all: [{ left: '{{ event.data.total }}', operator: 'gt', right: 100 }] };
    const { id } = await api.createWorkflow({
      name: 'Only large',
      graph: chain(hears('cart.left', { filter }), notes),
    });
    await api.publish(id);
    const why = page.getByRole('alert').filter({ hasText: 'Why did nothing happen?' });
    await page.goto(`/events/${await api.send('cart.left', { total: 7 })}`);
    await why.getByText(/^Only large heard it, but its filter refused it: .*7 gt 100/).waitFor();
    await page.goto(`/events/${await api.send('nobody.cares', {})}`);
    await why.getByText('No published workflow listened to nobody.cares when it came in.').waitFor();
  });
});

describe('a workflow that is published late', () => {
  journey('is asked from where it begins, and is fed what matches of the past', async ({ page, api }) => {
    for (const total of [5, 500, 700]) await api.send('invoice.sent', { total });
    const filter = { all: [{ left: '{{ event.data.total }}', operator: 'gt', right: 100 }] };
    const { id } = await api.createWorkflow({ name: 'Late', graph: chain(hears('invoice.sent', { filter }), notes) });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'From where should it begin?' });
    expect(await dialog.getByRole('radio', { name: /^Now/ }).isChecked()).toBe(true);
    await dialog.getByRole('radio', { name: /^From the beginning/ }).click();
    const dryRun = dialog.getByRole('region', { name: 'Dry run' });
    await dryRun.getByText('2 past events').waitFor();
    await dryRun.getByText(/5 gt 100/).waitFor();
    expect(await api.runs(id)).toEqual([]);

    await dialog.getByRole('button', { name: 'Publish and feed 2 events' }).click();
    await page.getByText('Published as version 1.').waitFor();
    await expect.poll(async () => (await api.runs(id)).map((run) => run.status)).toEqual(['succeeded', 'succeeded']);
    await jobs(page).getByRole('article', { name: /Late/ }).waitFor();
  });

  journey('is fed from a time on, as slowly as is asked for, until that is cancelled', async ({ page, api }) => {
    for (let n = 0; n < 5; n += 1) await api.send('letter.posted', { n });
    const { id } = await api.createWorkflow({ name: 'Slow', graph: chain(hears('letter.posted'), notes) });
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'From where should it begin?' });
    await dialog.getByRole('radio', { name: 'From a time' }).click();
    await dialog.getByRole('region', { name: 'Dry run' }).getByText('5 past events').waitFor();
    await dialog.getByLabel('Events a second').fill('1');
    await dialog.getByRole('button', { name: 'Publish and feed 5 events' }).click();
    const job = jobs(page).getByRole('article', { name: /Slow/ });
    await job.getByRole('button', { name: 'Cancel' }).click();
    await job.getByText(/^Cancelled after [0-4] of 5 events/).waitFor();
    await job.getByRole('button', { name: /^Dismiss/ }).click();
    await job.waitFor({ state: 'detached' });
  });

  journey('begins now with one more Enter, and is not asked again', async ({ page, api }) => {
    await api.send('parcel.lost', {});
    const { id } = await api.createWorkflow({ name: 'From now', graph: chain(hears('parcel.lost'), notes) });
    await page.goto(`/workflows/${id}`);
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await publish.click();
    await page.getByRole('dialog', { name: 'From where should it begin?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Published as version 1.').waitFor();
    await publish.click();
    await page.getByText('Published as version 2.').waitFor();
    expect(await api.runs(id)).toEqual([]);
  });
});

describe('a topic', () => {
  journey('is given a schema from its events, which others then have to fit', async ({ page, api }) => {
    await api.send('meter.read', { value: 12 });
    await page.goto('/topics/meter.read');
    await page.getByRole('tab', { name: 'Schema' }).click();
    await page.getByRole('button', { name: 'Propose from events' }).click();
    await page.getByText(/^Proposed from the latest 1 event/).waitFor();
    await page.getByText('Reject').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('meter.read is saved.').waitFor();
    await expect(api.send('meter.read', { value: 'much' })).rejects.toThrow('SCHEMA_MISMATCH');

    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByLabel('Owner').fill('Team Meter');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.goto('/topics');
    const row = page.getByRole('table', { name: 'Topics' }).getByRole('row', { name: /meter.read/ });
    await row.getByText('Team Meter').waitFor();
    await row.getByText('rejects').waitFor();
  });
});
