import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';

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
    /** The bytes of the first so many, each gzipped. */
    async bytesOf(count: number): Promise<number> {
      const bodies = await Promise.all(scripts.slice(0, count).map((response) => response.body()));
      return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
    },
  };
}
