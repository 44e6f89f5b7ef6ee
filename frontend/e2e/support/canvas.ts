import type { Locator, Page } from 'playwright-core';

export function canvasOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Workflow canvas' });
}

/** A step on the canvas by its label and, if given, its state: its accessible name is `label, kind, state`. */
export function stepOn(page: Page, label: string, state = '[a-z]+'): Locator {
  const literal = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return canvasOf(page).getByLabel(new RegExp(`^${literal}, [a-z]+, ${state}$`));
}

/** Waits until what was drawn is on the server. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await page
    .getByRole('status', { name: 'Save status' })
    .getByText(/^Saved/)
    .waitFor();
}
