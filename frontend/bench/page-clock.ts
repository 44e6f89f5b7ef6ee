import type { Page } from 'playwright-core';

/** What is kept in the page while it is measured. */
interface Clock {
  frames: number[];
  longTasks: { start: number; duration: number }[];
  isRunning: boolean;
}

declare global {
  interface Window {
    benchClock: Clock;
  }
}

/** Watches for tasks that keep the page busy, from before its first script. */
export async function installClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const clock: Clock = { frames: [], longTasks: [], isRunning: false };
    window.benchClock = clock;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) clock.longTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  });
}

/**
 * How long each frame was seen that was drawn while something was done, in ms: from its own time to that of the next, as
 * `requestAnimationFrame` tells them. When a callback comes to run within its frame says nothing about that.
 */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const clock = window.benchClock;
    clock.frames = [];
    clock.isRunning = true;
    let before: number | undefined;
    const next = (time: number): void => {
      if (before !== undefined) clock.frames.push(time - before);
      before = time;
      if (clock.isRunning) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  return page.evaluate(() => {
    window.benchClock.isRunning = false;
    return window.benchClock.frames;
  });
}

/** The durations of the tasks of 50 ms and more until a point in time of the page, in ms. */
export function longTasksUntil(page: Page, end: number): Promise<number[]> {
  return page.evaluate((until) => {
    const begun = window.benchClock.longTasks.filter(({ start }) => start < until);
    return begun.map(({ duration }) => duration);
  }, end);
}
