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

/** How long each frame took that was drawn while something was done, in ms. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const clock = window.benchClock;
    clock.frames = [];
    clock.isRunning = true;
    let before = performance.now();
    const next = (): void => {
      const now = performance.now();
      clock.frames.push(now - before);
      before = now;
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
