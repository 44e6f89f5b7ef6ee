import type { Page } from 'playwright-core';
import { canvasOf, stepOn } from '../e2e/support/canvas';
import { headed, type Scene } from './scene';

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

const editor: Scene[] = [
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

const observed: Scene[] = [
  {
    name: 'run',
    path: ({ parcelRunId }) => `/runs/${parcelRunId}`,
    arrange: (page) => stepOn(page, 'Tell the customer', 'succeeded').waitFor(),
  },
  headed('run-failed', ({ failedRunId }) => `/runs/${failedRunId}`, /./),
  headed('run-timeline', ({ parcelRunId }) => `/runs/${parcelRunId}?view=timeline&step=express`, /./),
  {
    name: 'runs',
    path: () => '/runs',
    arrange: async (page) => {
      await page.getByTestId('chart Runs').waitFor();
      await page.getByRole('table', { name: 'Runs' }).waitFor();
    },
  },
  {
    name: 'runs-filtered',
    path: ({ parcelsId }) =>
      `/runs?workflowId=${parcelsId}&status=succeeded,failed&trigger=order&q=${encodeURIComponent('express = true')}`,
    arrange: async (page) => {
      await page.getByTestId('chart Runs').waitFor();
      await page.getByRole('columnheader', { name: 'parcel.id' }).waitFor();
      await page.getByRole('button', { name: 'Add filter' }).click();
      await page.getByRole('menuitem', { name: 'Last hour' }).waitFor();
    },
  },
  {
    name: 'runs-search-error',
    path: () => `/runs?q=${encodeURIComponent('order.id = ')}`,
    arrange: (page) => page.getByText('The value of "order.id" is missing.').waitFor(),
  },
  {
    name: 'run-large',
    path: ({ largeRunId }) => `/runs/${largeRunId}?step=large`,
    arrange: (page) =>
      page
        .getByTestId('data-viewer')
        .getByText(/shown in part/)
        .waitFor(),
  },
  {
    name: 'run-large-end',
    path: ({ largeRunId }) => `/runs/${largeRunId}?step=large`,
    arrange: async (page) => {
      const tree = page.getByTestId('data-viewer').getByRole('tree');
      await tree.getByRole('treeitem').first().click();
      await tree.press('End');
      await tree.getByText(/Show more/).waitFor();
    },
  },
  headed('runs-filtered-empty', '/runs?status=cancelled', 'Runs'),
  headed('errors', '/errors', 'Errors'),
  headed('errors-filtered-empty', '/errors?status=resolved', 'Errors'),
  {
    name: 'error-group',
    path: ({ fingerprint }) => `/errors/${fingerprint}`,
    arrange: (page) => page.getByRole('table').waitFor(),
  },
  {
    name: 'error-group-retry',
    path: ({ fingerprint }) => `/errors/${fingerprint}`,
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Retry all' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  headed('events', '/events', 'Events'),
  headed('event', ({ eventId }) => `/events/${eventId}`, 'order.created'),
  headed('event-waterfall', ({ eventId }) => `/events/${eventId}?view=waterfall`, 'order.created'),
  headed('topics', '/topics', 'Topics'),
  headed('topic', '/topics/order.created', 'order.created'),
  headed('topic-schema', '/topics/order.created?tab=schema', 'order.created'),
  headed('topic-settings', '/topics/order.created?tab=settings', 'order.created'),
  {
    name: 'map',
    path: () => '/map',
    arrange: (page) => page.getByRole('button', { name: /^order\.created, topic, / }).waitFor(),
  },
  {
    name: 'map-card',
    path: ({ starterId }) => `/map?focus=consumer:${starterId}`,
    arrange: async (page) => {
      await page.getByRole('button', { name: /^order\.created, topic, / }).click();
      await page.getByRole('region', { name: 'About order.created' }).waitFor();
    },
  },
  {
    name: 'map-search',
    path: () => '/map?q=parcel',
    arrange: (page) => page.getByText(/^\d+ matches$/).waitFor(),
  },
  headed('dead-letters', '/dead-letters', 'Dead letters'),
];

const others: Scene[] = [
  headed('home', '/', 'Home'),
  headed('workflows', '/workflows', 'Workflows'),
  {
    name: 'workflows-create',
    path: () => '/workflows',
    arrange: async (page) => {
      await page.getByRole('button', { name: 'New workflow' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  headed('schedules', '/schedules', 'Schedules'),
  headed('approvals', '/approvals', 'Approvals'),
  headed('api-keys', '/settings/api-keys', 'API keys'),
  {
    name: 'api-keys-create',
    path: () => '/settings/api-keys',
    arrange: async (page) => {
      await page
        .getByRole('button', { name: /^(New|Create) .*key/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  headed('users', '/settings/users', 'Users'),
  {
    name: 'users-menu',
    path: () => '/settings/users',
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
      await page.getByRole('menuitem', { name: 'Remove…' }).waitFor();
    },
  },
  {
    name: 'users-add',
    path: () => '/settings/users',
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Add user' }).click();
      await page.getByRole('dialog', { name: 'Add user' }).waitFor();
    },
  },
  {
    name: 'audit',
    path: () => '/settings/audit',
    arrange: async (page) => {
      await page.getByRole('button', { name: 'Check for tampering' }).click();
      await page.getByText('Nobody has tampered').waitFor();
      await page.getByRole('table', { name: 'Audit log' }).waitFor();
    },
  },
  headed('audit-filtered-empty', '/settings/audit?actor=nobody', 'Audit log'),
  {
    name: 'retention',
    path: () => '/settings/retention',
    arrange: (page) => page.getByRole('table', { name: 'History by day' }).waitFor(),
  },
  {
    name: 'not-found',
    path: () => '/nothing-here',
    arrange: (page) => page.getByRole('heading').first().waitFor(),
  },
];

/** Every screen, each in the states that look different. */
export const SCENES: readonly Scene[] = [...others, ...editor, ...observed];
