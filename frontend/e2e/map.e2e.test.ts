import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { largeMap } from '../src/map/test-maps';
import type { Api } from './support/api';
import { graveFaults } from './support/axe';
import { chain, webhook } from './support/graphs';
import { journey } from './support/journey';

const note = { id: 'note', type: 'set', label: 'Note', params: { values: { a: 1 } } };
const PATIENT = { timeout: 15_000 };

/** A workflow that publishes to a topic and one that hears it; the first is started by a webhook. */
async function makePair(api: Api, name: string): Promise<{ topic: string; sender: string; receiver: string }> {
  const topic = `${name}.made`;
  const tell = { id: 'tell', type: 'publish', label: 'Tell', params: { type: topic, data: 1 } };
  const heard = { id: 'heard', type: 'event', label: 'Heard', params: { type: topic } };
  const sender = await api.createWorkflow({ name: `${name} sender`, graph: chain(webhook(name), tell) });
  const receiver = await api.createWorkflow({ name: `${name} receiver`, graph: chain(heard, note) });
  for (const { id } of [sender, receiver]) await api.publish(id);
  return { topic, sender: sender.id, receiver: receiver.id };
}

const nodeOn = (page: Page, name: RegExp) => page.getByTestId('system-map').getByRole('button', { name });
const cardOf = (page: Page, label: string) => page.getByRole('region', { name: `About ${label}` });

describe('the map', () => {
  journey(
    'shows two workflows that a topic ties together, and how much goes on between them',
    async ({ page, api }) => {
      const { topic } = await makePair(api, 'mapped');
      await api.hook('mapped', {});
      await page.goto('/');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Map' }).click();
      await nodeOn(page, /^mapped sender, consumer, [\d.<]+\/min$/).waitFor();
      await nodeOn(page, /^mapped receiver, consumer, 0\.2\/min$/).waitFor(PATIENT);
      const rail = nodeOn(page, /^mapped\.made, topic, 0\.2\/min$/);
      await rail.waitFor();
      await nodeOn(page, /^\/hooks\/mapped, producer, /).waitFor();

      await rail.click();
      const card = cardOf(page, topic);
      await card.getByRole('list', { name: 'Comes from' }).getByText('mapped sender').waitFor();
      await card.getByRole('list', { name: 'Goes to' }).getByText('mapped receiver').waitFor();
      expect(await graveFaults(page)).toEqual([]);
      await card.getByRole('list', { name: 'Goes to' }).getByRole('button').click();
      const next = cardOf(page, 'mapped receiver');
      await next.getByText('published').waitFor();
      await next.getByRole('link', { name: 'Open workflow' }).click();
      await page.waitForURL(/\/workflows\//);
    },
  );

  journey('narrows to what one node is tied to, by a link that others can open', async ({ page, api }) => {
    const { receiver, sender } = await makePair(api, 'narrow');
    await makePair(api, 'beside');
    await page.goto('/map');
    await nodeOn(page, /^beside receiver, /).waitFor(PATIENT);
    await nodeOn(page, /^narrow receiver, /).click();
    await cardOf(page, 'narrow receiver').getByRole('link', { name: 'Focus here' }).click();
    await expect.poll(() => nodeOn(page, /^beside /).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('focus')).toBe(`consumer:${receiver}`);
    for (const name of [/^narrow sender, /, /^narrow\.made, topic/, /^\/hooks\/narrow, producer/, /^narrow receiver, /])
      await nodeOn(page, name).waitFor();

    await page.keyboard.press('Escape');
    await nodeOn(page, /^beside receiver, /).waitFor();
    expect(new URL(page.url()).searchParams.has('focus')).toBe(false);
    await page.goto(`/map?focus=producer:workflow:${sender}`);
    await page.getByText('Only what leads to').waitFor();
    expect(await nodeOn(page, /^beside /).count()).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await nodeOn(page, /^beside receiver, /).waitFor();
    await page.goto('/map?focus=consumer:gone');
    await page.getByText('no longer on the map').waitFor();
  });

  journey('can be walked with the keys, and gives the focus back', async ({ page, api }) => {
    await makePair(api, 'walked');
    await page.goto('/map');
    const rail = nodeOn(page, /^walked\.made, topic/);
    await rail.waitFor(PATIENT);
    await rail.focus();
    await page.keyboard.press('ArrowRight');
    const current = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await current()).toMatch(/^walked (receiver|sender), consumer/);
    await page.keyboard.press('ArrowLeft');
    expect(await current()).toMatch(/^(walked\.made|eventloom\.webhook\.received), topic/);
    await rail.focus();
    await page.keyboard.press('Enter');
    const card = cardOf(page, 'walked.made');
    await card.waitFor();
    await page.keyboard.press('Tab');
    expect(await current()).toBe('Close');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await current()).toMatch(/^walked\.made, topic/);
  });

  journey('tells what a search finds, and dims the rest', async ({ page, api }) => {
    await makePair(api, 'sought');
    await page.goto('/map');
    await nodeOn(page, /^sought receiver, /).waitFor(PATIENT);
    await page.getByRole('searchbox', { name: 'Search the map' }).fill('sought receiver');
    await page.getByText('1 match', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('sought receiver');
    expect(await nodeOn(page, /^sought receiver, /).getAttribute('data-dim')).toBeNull();
    expect(await nodeOn(page, /^sought sender, /).getAttribute('data-dim')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^sought receiver, /);
  });

  journey('stands soon with 200 workflows, and moves nothing when numbers change', async ({ page }) => {
    let busy = 0;
    await page.route('**/api/v1/map', (route) => {
      const map = largeMap();
      const edges = map.edges.map((edge) => ({ ...edge, ratePerMinute: busy, backlog: busy * 2 }));
      busy += 7;
      return route.fulfill({ json: { ...map, edges } });
    });
    await page.goto('/map');
    await nodeOn(page, /^workflow 199, consumer/).waitFor();
    expect(await page.getByTestId('system-map').getByRole('button').count()).toBeGreaterThan(280);
    const places = () =>
      page
        .getByTestId('system-map')
        .evaluate((map) => [...map.querySelectorAll('li')].map((item) => item.style.transform));
    const before = await places();
    await page.getByText('14 waiting').first().waitFor(PATIENT);
    expect(await places()).toEqual(before);
  });

  journey('says what to do while nothing is published', async ({ page }) => {
    await page.route('**/api/v1/map', (route) => route.fulfill({ json: { nodes: [], edges: [] } }));
    await page.goto('/map');
    await page.getByText('No workflow is published yet').waitFor();
    await page.getByRole('link', { name: 'Go to workflows' }).click();
    await page.getByRole('heading', { name: 'Workflows', level: 1 }).waitFor();
  });
});
