import { stepOn } from '../e2e/support/canvas';
import { headed, type Scene } from './scene';

/** What one looks at to see what happened: runs, errors, events, topics, the map. */
export const OBSERVED: readonly Scene[] = [
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
