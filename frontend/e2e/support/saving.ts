import type { Page } from 'playwright-core';
import type { Api } from './api';
import { stepOn } from './canvas';
import { chain } from './graphs';
import { holdSaves } from './hold-saves';

export const START = { id: 'start', type: 'manual', label: 'Start' };
export const ALPHA = { id: 'alpha', type: 'set', label: 'Alpha', params: { values: { a: 1 } } };

/** A save waits for a pause in the edits. */
export const PATIENT = { timeout: 8000 };

export const labelField = (page: Page) =>
  page.getByRole('complementary', { name: 'Step settings' }).getByLabel('Label');
export const saveStatus = (page: Page, words: string) =>
  page.getByRole('status', { name: 'Save status' }).getByText(words);

/** Opens a workflow and the settings of its step Alpha. */
export async function openAlpha(page: Page, id: string): Promise<void> {
  await page.goto(`/workflows/${id}`);
  await stepOn(page, 'Alpha').click();
}

/** Makes a workflow with a step Alpha, opens it, and renames the step while the save of that is held up. */
export async function renameHeld(page: Page, api: Api, name: string, label: string) {
  const { id } = await api.createWorkflow({ name, graph: chain(START, ALPHA) });
  await openAlpha(page, id);
  const saves = await holdSaves(page);
  await labelField(page).fill(label);
  await saveStatus(page, 'Saving').waitFor();
  return { id, saves };
}

/** Opens the workflow in a second tab of the same window. */
export async function openElsewhere(page: Page, id: string): Promise<Page> {
  const other = await page.context().newPage();
  await openAlpha(other, id);
  return other;
}
