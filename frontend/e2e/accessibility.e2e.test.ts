import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { Api, logIn } from './support/api';
import { graveFaults } from './support/axe';
import { canvasOf, stepOn } from './support/canvas';
import { chain, webhook } from './support/graphs';
import { journey, openWindow } from './support/journey';

const THEMES = ['light', 'dark'] as const;
/** A look at a page takes a second or two, and there are many of them. */
const LONG_MS = 90_000;
const PATIENT = { timeout: 10_000 };
const TOPIC = 'visit.planned';

const heard = { id: 'heard', type: 'event', label: 'Heard', params: { type: TOPIC } };
const note = { id: 'note', type: 'set', label: 'Note', params: { values: { noted: true } } };
const clock = { id: 'clock', type: 'schedule', label: 'Clock', params: { cron: '0 9 * * *' } };
const ask = { id: 'ask', type: 'approval', label: 'Ask', params: { message: 'Go on?' } };
const call = { id: 'call', type: 'http-request', label: 'Call', params: { method: 'GET' } };
const throwing = { id: 'check', type: 'code', label: 'Check', params: { code: 'throw new Error("no visitor");' } };

/** Looks at a page as it stands and adds what is wrong with it, and where, to the list. */
async function look(page: Page, where: string, faults: string[]): Promise<void> {
  for (const fault of await graveFaults(page)) faults.push(`${where}: ${fault}`);
}

interface Things {
  eventId: string;
  failedRunId: string;
  /** The group of errors that it belongs to. */
  fingerprint: string;
  heardRunId: string;
  /** The run that asks for a decision. */
  askingRunId: string;
}

/** Something to be seen on every page. */
async function prepare(api: Api): Promise<Things> {
  const create = async (name: string, graph: ReturnType<typeof chain>): Promise<string> => {
    const { id } = await api.createWorkflow({ name, graph });
    await api.publish(id);
    return id;
  };
  const hears = await create('Hear of visits', chain(heard, note));
  const fails = await create('Fail at visits', chain(heard, throwing));
  await create('Every morning', chain(clock, note));
  const asks = await create('Ask first', chain(webhook('ask-first'), ask));
  const eventId = await api.send(TOPIC, { visitor: 'Ada', rooms: [1, 2] });
  await api.hook('ask-first', {});
  const states = async () => (await api.runs(fails)).map((run) => run.status);
  await expect.poll(states, PATIENT).toEqual(['failed']);
  const first = async (workflowId: string): Promise<string> => (await api.runs(workflowId))[0]?.id ?? '';
  const [failedRunId, heardRunId, askingRunId] = [await first(fails), await first(hears), await first(asks)];
  const fingerprint = (await api.errors(fails))[0]?.fingerprint ?? '';
  return { eventId, failedRunId, fingerprint, heardRunId, askingRunId };
}

let prepared: Promise<Things> | undefined;

// Nothing of this is to wait for the decision of whoever runs next on the shared server.
afterAll(async () => {
  const url = inject('url');
  if (prepared) await new Api(url, await logIn(url)).cancelRun((await prepared).askingRunId);
});

describe.each(THEMES)('in the %s theme axe finds nothing serious', (colorScheme) => {
  it(
    'before one is logged in',
    async () => {
      const faults: string[] = [];
      const context = await openWindow(inject('url'));
      const page = await context.newPage();
      await page.emulateMedia({ colorScheme });
      await page.goto('/login');
      await page.getByRole('button', { name: 'Log in' }).waitFor();
      await look(page, 'login', faults);
      await page.getByLabel('Email').fill('nobody@example.com');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('alert').waitFor();
      await look(page, 'login refused', faults);
      await context.close();
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );

  journey(
    'on the pages',
    async ({ page, api }) => {
      await (prepared ??= prepare(api));
      const faults: string[] = [];
      await page.emulateMedia({ colorScheme });
      const pages: [string, string][] = [
        ['/', 'Home'],
        ['/workflows', 'Workflows'],
        ['/workflows?q=nothing-like-it', 'Workflows'],
        ['/runs', 'Runs'],
        ['/errors', 'Errors'],
        ['/errors?status=resolved', 'Errors'],
        ['/events', 'Events'],
        ['/topics', 'Topics'],
        ['/map', 'Map'],
        ['/map?q=nothing-like-it', 'Map'],
        ['/dead-letters', 'Dead letters'],
        ['/schedules', 'Schedules'],
        ['/approvals', 'Approvals'],
        ['/settings/users', 'Users'],
        ['/settings/api-keys', 'API keys'],
        ['/settings/audit', 'Audit log'],
        ['/settings/audit?actor=nobody-like-it', 'Audit log'],
        ['/settings/retention', 'Retention'],
      ];
      for (const [path, heading] of pages) {
        await page.goto(path);
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await look(page, path, faults);
      }
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );

  journey(
    'on the pages of one thing',
    async ({ page, api }) => {
      const faults: string[] = [];
      await page.emulateMedia({ colorScheme });
      const { eventId, failedRunId, fingerprint, heardRunId } = await (prepared ??= prepare(api));
      const topic = `/topics/${TOPIC}`;
      const paths = [`/errors/${fingerprint}`, `/events/${eventId}`, `/events/${eventId}?view=waterfall`];
      paths.push(topic, `${topic}?tab=schema`, `${topic}?tab=settings`);
      paths.push(
        `/runs/${failedRunId}?step=check`,
        `/runs/${heardRunId}`,
        `/runs/${heardRunId}?view=timeline&step=note`,
      );
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await look(page, path, faults);
      }
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );

  journey(
    'in the editor',
    async ({ page, api }) => {
      const faults: string[] = [];
      await page.emulateMedia({ colorScheme });
      const { id } = await api.createWorkflow({
        name: 'Looked at',
        graph: chain(webhook(`looked-${colorScheme}`), call, note),
      });
      await page.goto(`/workflows/${id}`);
      await stepOn(page, 'Call').waitFor();
      await look(page, 'canvas, palette, problems', faults);
      await stepOn(page, 'Call').click();
      await page.getByRole('complementary', { name: 'Step settings' }).getByLabel('URL').waitFor();
      await look(page, 'settings of a step', faults);
      await page.getByRole('complementary', { name: 'Step settings' }).getByText('When it fails').click();
      await look(page, 'settings when it fails', faults);
      await page.keyboard.press('Escape');
      await stepOn(page, 'Call').focus();
      await page.getByText('Outline').click();
      await page.getByRole('tree', { name: 'Outline' }).waitFor();
      await look(page, 'outline', faults);
      await page.getByRole('button', { name: 'Actions for Call' }).click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
      await look(page, 'menu of the outline', faults);
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );

  journey(
    'in the dialogs of the editor',
    async ({ page, api }) => {
      const faults: string[] = [];
      await page.emulateMedia({ colorScheme });
      const graph = chain(webhook(`asked-${colorScheme}`), call, note);
      const { id } = await api.createWorkflow({ name: 'Asked', graph });
      await page.goto(`/workflows/${id}`);
      await stepOn(page, 'Call').click();
      await stepOn(page, 'Call').focus();
      for (const [key, name] of [
        ['n', 'Add step'],
        ['c', 'Connect Call to'],
        ['Control+k', 'Commands'],
        ['?', 'Shortcuts'],
      ] as const) {
        await page.keyboard.press(key);
        await page.getByRole('dialog', { name }).waitFor();
        await look(page, name, faults);
        await page.keyboard.press('Escape');
        await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
        await stepOn(page, 'Call').focus();
      }
      await page.keyboard.press('Control+f');
      await page.getByRole('search', { name: 'Find a step' }).waitFor();
      await look(page, 'find', faults);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menu').waitFor();
      await look(page, 'menu', faults);
      await page.getByRole('menuitem', { name: 'Workflow settings' }).click();
      await page.getByRole('dialog').waitFor();
      await look(page, 'workflow settings', faults);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('status', { name: 'Run' }).getByText('Failed after').waitFor();
      await look(page, 'after a run', faults);
      await canvasOf(page).waitFor();
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );
});
