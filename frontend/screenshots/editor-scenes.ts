import type { Page } from 'playwright-core';
import { canvasOf, stepOn } from '../e2e/support/canvas';
import type { Scene } from './scene';

const settingsOf = (page: Page) => page.getByRole('complementary', { name: 'Step settings' });
const parcels: Scene['path'] = ({ parcelsId }) => `/workflows/${parcelsId}`;
const starter: Scene['path'] = ({ starterId }) => `/workflows/${starterId}`;

/** Opens the settings of a step of the drawing of parcels. */
async function openStep(page: Page, label: string): Promise<void> {
  await stepOn(page, label).click();
  await settingsOf(page).waitFor();
}

/** A dialog of the editor that a key opens while a step has the focus. */
function byKey(name: string, key: string, dialog: string | RegExp): Scene {
  return {
    name,
    path: parcels,
    arrange: async (page) => {
      await stepOn(page, 'Parcel handed in').focus();
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: dialog }).waitFor();
    },
  };
}

/** The editor in its states. */
export const EDITOR: readonly Scene[] = [
  {
    name: 'editor',
    path: parcels,
    arrange: (page) => stepOn(page, 'Call a courier').waitFor(),
  },
  {
    name: 'editor-run',
    path: starter,
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Run with sample' }).click();
      await page.getByText('3 of 4 runs succeeded').waitFor();
      await stepOn(page, 'Add loyalty points', 'failed').waitFor();
    },
  },
  {
    name: 'editor-settings',
    path: parcels,
    arrange: async (page) => {
      await openStep(page, 'Is it express?');
      await page.getByRole('button', { name: 'Test step' }).waitFor();
    },
  },
  {
    name: 'editor-three-panes',
    path: parcels,
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Run with sample' }).click();
      await page.getByRole('status', { name: 'Run' }).getByText('Succeeded').waitFor();
      await openStep(page, 'Call a courier');
      await settingsOf(page).getByRole('button', { name: 'Expand' }).click();
    },
  },
  {
    name: 'editor-failed-step',
    path: starter,
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Run with sample' }).click();
      await page.getByText('3 of 4 runs succeeded').waitFor();
      await openStep(page, 'Add loyalty points');
    },
  },
  {
    name: 'editor-outline',
    path: parcels,
    arrange: async (page) => {
      await page.getByText('Outline').click();
      await page.getByRole('button', { name: 'Actions for Call a courier' }).click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
    },
  },
  {
    name: 'editor-selection',
    path: parcels,
    arrange: async (page) => {
      await canvasOf(page).focus();
      await page.keyboard.press('Control+a');
      await page.getByRole('toolbar').waitFor();
    },
  },
  byKey('editor-add-step', 'n', 'Add step'),
  byKey('editor-connect', 'c', /^Connect/),
  byKey('editor-commands', 'Control+k', 'Commands'),
  byKey('editor-shortcuts', '?', 'Shortcuts'),
  {
    name: 'editor-find',
    path: parcels,
    arrange: async (page) => {
      await stepOn(page, 'Call a courier').focus();
      await page.keyboard.press('Control+f');
      await page.getByRole('search', { name: 'Find a step' }).getByRole('searchbox').fill('co');
    },
  },
  {
    name: 'editor-expression-help',
    path: parcels,
    arrange: async (page) => {
      await openStep(page, 'Tell the customer');
      await settingsOf(page).getByRole('button', { name: 'Expression help' }).first().press('Enter');
      await page.getByRole('dialog', { name: 'Expression help' }).getByRole('option').first().waitFor();
    },
  },
  {
    name: 'editor-logs',
    path: parcels,
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Run with sample' }).click();
      await page.getByRole('status', { name: 'Run' }).getByText('Succeeded').waitFor();
      await stepOn(page, 'Hand to the post').focus();
      await page.keyboard.press('l');
      await page.getByRole('region', { name: 'Logs' }).getByText('for Turin').waitFor();
    },
  },
  {
    name: 'editor-checkpoint',
    path: parcels,
    arrange: async (page) => {
      await stepOn(page, 'Call a courier').focus();
      await page.keyboard.press('Control+s');
      await page.getByRole('button', { name: 'Keep as a checkpoint' }).waitFor();
    },
  },
  {
    name: 'editor-problems',
    path: parcels,
    arrange: async (page) => {
      await stepOn(page, 'Call a courier').focus();
      await page.keyboard.press('!');
      await page.getByRole('region', { name: 'Problems' }).waitFor();
    },
  },
  {
    name: 'workflow-settings',
    path: ({ parcelsId }) => `/workflows/${parcelsId}/settings`,
    arrange: (page) => page.getByRole('dialog').getByRole('button').first().waitFor(),
  },
  {
    name: 'workflow-settings-search-keys',
    path: ({ parcelsId }) => `/workflows/${parcelsId}/settings`,
    arrange: (page) => page.getByRole('button', { name: 'Add a search key' }).scrollIntoViewIfNeeded(),
  },
  {
    name: 'versions',
    path: ({ greetingId }) => `/workflows/${greetingId}/versions?compare=1..2`,
    arrange: (page) => stepOn(page, 'Ask', 'changed').waitFor(),
  },
];
