import type { BrowserContext, Locator, Page } from 'playwright-core';
import { bytesOf, watchScripts } from '../e2e/support/scripts';
import { drag, marquee, zoom, type Point } from './hand';
import { framesDuring, installClock, longTasksUntil } from './page-clock';

/** What one visit of the editor was measured at; times in ms. */
export interface EditorMeasures {
  /** From the navigation until a step that was pressed is shown as chosen. */
  interactive: number;
  /** From the navigation until all steps are drawn. */
  drawn: number;
  longTasks: number[];
  scriptBytes: number;
  heapBytes: number;
  /** The frames while something was done, by what was done. */
  frames: Record<Activity, number[]>;
}

type Activity = 'dragOne' | 'dragMany' | 'dragNear' | 'pan' | 'panNear' | 'zoom';

/**
 * Steps of the workflow: one in its middle, the corners of some, one of these to hold them by, how many these are, and how
 * many there are at all. What is dragged stays away from the edges of the canvas, where the view would move along.
 */
export interface Landmarks {
  middle: string;
  first: string;
  last: string;
  held: string;
  between: number;
  count: number;
}

const DRAG_MS = 3000;

/** Opens a workflow in a window that has seen nothing yet, and works on it. */
export async function measureEditor(
  context: BrowserContext,
  workflowId: string,
  landmarks: Landmarks,
): Promise<EditorMeasures> {
  const page = await context.newPage();
  await installClock(page);
  const scripts = watchScripts(page);
  await page.goto(`/workflows/${workflowId}`, { waitUntil: 'commit' });
  const drawn = await untilDrawn(page, landmarks.count);
  const count = scripts.count;
  const interactive = await untilChosen(page, landmarks.middle);
  const longTasks = await longTasksUntil(page, interactive);
  const opened = { drawn, interactive, longTasks, scriptBytes: bytesOf(await scripts.first(count)) };
  const heapBytes = await heapOf(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fit view' }).click();
  await untilStill(page);
  const frames = await measureFrames(page, landmarks);
  await page.close();
  return { ...opened, heapBytes, frames };
}

async function measureFrames(page: Page, landmarks: Landmarks): Promise<EditorMeasures['frames']> {
  const step = stepOf(page, landmarks.middle);
  const pane = await middleOf(page.locator('.react-flow__pane'));
  const dragOne = await framesDuring(page, async () => drag(page, await middleOf(step), DRAG_MS));
  const pan = await framesDuring(page, () => drag(page, pane, DRAG_MS, 'middle'));
  const zoomed = await framesDuring(page, () => zoom(page, pane, DRAG_MS));
  await page.getByRole('button', { name: 'Fit view' }).click();
  await untilStill(page);
  await choose(page, landmarks);
  const dragMany = await framesDuring(page, async () =>
    drag(page, await middleOf(stepOf(page, landmarks.held)), DRAG_MS),
  );
  // The middle of the view is to be where a step is, whatever lies around the canvas.
  await page.getByRole('button', { name: 'Fit view' }).click();
  await untilStill(page);
  await step.click({ force: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+1');
  await untilStill(page);
  await page.keyboard.press('0');
  await untilStill(page);
  await page.waitForFunction(() => document.querySelector('[data-zoom="near"]') !== null);
  const near = await nearestTo(page, pane);
  const dragNear = await framesDuring(page, () => drag(page, near, DRAG_MS));
  const panNear = await framesDuring(page, () => drag(page, pane, DRAG_MS, 'middle'));
  return { dragOne, dragMany, dragNear, pan, panNear, zoom: zoomed };
}

/** Waits until all steps are in the document and stand where they belong; answers when that was. */
async function untilDrawn(page: Page, count: number): Promise<number> {
  const handle = await page.waitForFunction(
    (steps) =>
      document.querySelector('[data-ready] .react-flow__viewport') !== null &&
      document.querySelectorAll('.react-flow__node').length === steps &&
      performance.now(),
    count,
    { polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}

/** Presses a step and waits until it is shown as chosen; answers when that was. */
async function untilChosen(page: Page, nodeId: string): Promise<number> {
  const { x, y } = await middleOf(stepOf(page, nodeId));
  await page.mouse.click(x, y);
  const handle = await page.waitForFunction(
    (id) => document.querySelector(`[data-node="${id}"][data-selected]`) !== null && performance.now(),
    nodeId,
    { polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}

/** Waits until the view has come to rest after it was told to go somewhere. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let [still, before] = [0, '']; still < 20; before = viewport?.style.transform ?? '') {
      await frame();
      still = viewport?.style.transform === before ? still + 1 : 0;
    }
  });
}

/** Chooses all steps between two corners. */
async function choose(page: Page, { first, last, between: count }: Landmarks): Promise<void> {
  const from = await boxOf(stepOf(page, first));
  const to = await boxOf(stepOf(page, last));
  // The chain of the last one has a second line.
  await marquee(page, { x: from.x - 3, y: from.y + 1 }, { x: to.x + to.width, y: to.y + 2 * to.height });
  const chosen = await page.locator('[data-node][data-selected]').count();
  if (chosen !== count) throw new Error(`${chosen} steps were chosen, not ${count}`);
}

/** The middle of the step that lies nearest to a point of the window. */
function nearestTo(page: Page, { x, y }: Point): Promise<Point> {
  return page.locator('.react-flow__node').evaluateAll(
    (steps, at) => {
      const middles = steps.map((step) => {
        const { left, top, width, height } = step.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      const distance = (middle: Point): number => Math.hypot(middle.x - at.x, middle.y - at.y);
      return middles.reduce((best, middle) => (distance(middle) < distance(best) ? middle : best));
    },
    { x, y },
  );
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

function stepOf(page: Page, nodeId: string): Locator {
  return page.locator(`[data-node="${nodeId}"]`);
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('There is nothing to be seen of it.');
  return box;
}

async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
