import { defineConfig } from 'vitest/config';

/** The journeys of people in a real browser, against the built server: one server and one browser for all of them. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.e2e.test.ts'],
    globalSetup: ['support/global-setup.ts'],
    fileParallelism: false,
    // The files share one worker and with it one window.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
