import type { Page } from 'playwright-core';

interface HeldSaves {
  /** Lets those that were held go on to the server, and all that follow. */
  release: () => Promise<void>;
  /** Those that were held never arrive; all that follow do. */
  drop: () => void;
}

/** From now on what the page saves gets stuck on its way to the server. */
export async function holdSaves(page: Page): Promise<HeldSaves> {
  let isHolding = true;
  const waiting: (() => Promise<void>)[] = [];
  await page.route('**/api/v1/workflows/*', async (route) => {
    if (route.request().method() !== 'PATCH' || !isHolding) await route.fallback();
    else waiting.push(() => route.continue());
  });
  return {
    release: async () => {
      isHolding = false;
      await Promise.all(waiting.map((letGo) => letGo()));
    },
    drop: () => (isHolding = false),
  };
}
