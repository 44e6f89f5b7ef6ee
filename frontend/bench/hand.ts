import type { Page } from 'playwright-core';

interface Point {
  x: number;
  y: number;
}

/** How far from where it began a hand goes, in the window. */
const REACH = 120;

/** Moves the pointer in a circle that begins where it is, for so long, as fast as the page takes it. */
export async function circle(page: Page, from: Point, milliseconds: number): Promise<void> {
  const begun = performance.now();
  for (let passed = 0; passed < milliseconds; passed = performance.now() - begun) {
    const angle = (passed / 1500) * 2 * Math.PI;
    await page.mouse.move(from.x + REACH * Math.sin(angle), from.y + REACH * (1 - Math.cos(angle)));
  }
}

/** Presses a button at a point, moves about, and lets go. */
export async function drag(
  page: Page,
  from: Point,
  milliseconds: number,
  button: 'left' | 'middle' = 'left',
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await circle(page, from, milliseconds);
  await page.mouse.up({ button });
}

/** Turns the wheel over a point back and forth while Control is held. */
export async function zoom(page: Page, at: Point, milliseconds: number): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  const begun = performance.now();
  for (let passed = 0; passed < milliseconds; passed = performance.now() - begun)
    await page.mouse.wheel(0, Math.floor(passed / 750) % 2 === 0 ? -12 : 12);
  await page.keyboard.up('Control');
}

/** Draws a marquee from one corner to the other. */
export async function marquee(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}
