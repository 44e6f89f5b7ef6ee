import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';

export interface Script {
  name: string;
  /** Gzipped. */
  bytes: number;
}

/** Takes note of the scripts that a page fetches. */
export function watchScripts(page: Page) {
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  return {
    get count(): number {
      return scripts.length;
    },
    /** The first so many, the largest first. */
    async first(count: number): Promise<Script[]> {
      const found = await Promise.all(scripts.slice(0, count).map(toScript));
      return found.sort((one, other) => other.bytes - one.bytes);
    },
  };
}

async function toScript(response: Response): Promise<Script> {
  const name = new URL(response.url()).pathname.replace(/^\/assets\//, '');
  return { name, bytes: gzipSync(await response.body(), { level: 9 }).length };
}

export function bytesOf(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0);
}
