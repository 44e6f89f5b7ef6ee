import { quietMoment } from './quiet-moment';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const loaders = new Set<() => Promise<unknown>>();

/** A part of a page that its first paint can do without: it comes when it is first shown, or in a quiet moment before. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  loaders.add(load);
  return lazy(async () => ({ default: await load() }));
}

/** Fetches all parts of the pages that have been loaded, one by one while nobody works. */
export function loadParts(): Promise<void> {
  return loadQuietly([...loaders]);
}

/** Loads one after the other, each in a quiet moment. What can't be fetched now is fetched when it is shown. */
export async function loadQuietly(loads: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  for (const load of loads) {
    await quietMoment();
    await Promise.allSettled([load()]);
  }
}
