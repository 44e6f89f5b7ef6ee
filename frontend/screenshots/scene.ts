import type { Page } from 'playwright-core';
import type { Examples } from './examples';

/** One screen in one state. */
export interface Scene {
  /** Names the picture. */
  name: string;
  path: (examples: Examples) => string;
  /** Brings the page at the path to what is to be seen, and waits until it is. */
  arrange: (page: Page) => Promise<unknown>;
}

/** A scene that stands as soon as a heading does. */
export function headed(name: string, path: Scene['path'] | string, heading: string | RegExp): Scene {
  return {
    name,
    path: typeof path === 'string' ? () => path : path,
    arrange: (page) => page.getByRole('main').getByRole('heading', { name: heading }).first().waitFor(),
  };
}
