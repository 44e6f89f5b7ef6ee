import type { Locator, Page } from 'playwright-core';
import { canvasOf } from './canvas';

interface Point {
  x: number;
  y: number;
}

/** The middle of what is seen of an element, in the window. */
export async function middleOf(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('There is nothing to be seen of it.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A port of a step; handles have no name of their own, since they can't be reached by keyboard. */
export function portOf(page: Page, nodeId: string, port: string): Locator {
  return canvasOf(page).locator(`[data-node="${nodeId}"] [data-handleid="${port}"]`);
}

/** Presses and moves as a hand would, in several steps, but does not let go yet. */
export async function holdBetween(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

/** Presses, moves and lets go. */
export async function dragBetween(page: Page, from: Point, to: Point): Promise<void> {
  await holdBetween(page, from, to);
  await page.mouse.up();
}

/** What the connections on the canvas are called, in order of their names. */
export async function connectionsOn(page: Page): Promise<(string | null)[]> {
  const found = canvasOf(page).getByLabel(/^Connection from /);
  const names = await found.evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label')));
  return names.sort();
}
