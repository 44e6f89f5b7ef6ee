import type { TestProject } from 'vitest/node';
import { createOwner } from './api';
import { launchBrowser } from './browser';
import { startServer } from './server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared server listens; it has an owner already. */
    url: string;
    /** Where the shared browser can be reached. */
    browser: string;
  }
}

/** Starts the server and the browser that all journeys share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  await createOwner(server.url);
  project.provide('url', server.url);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.stop();
  };
}
