import { EDITOR } from './editor-scenes';
import { OBSERVED } from './observed-scenes';
import { headed, type Scene } from './scene';

const OTHERS: readonly Scene[] = [
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
export const SCENES: readonly Scene[] = [...OTHERS, ...EDITOR, ...OBSERVED];
