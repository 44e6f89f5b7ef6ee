import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built pages; relative to this file in `dist` and in `src` alike. */
const PAGES = fileURLToPath(new URL('../../../../frontend/dist', import.meta.url));

/** What belongs to the server and is never a page of the application. */
const OURS = /^\/(api|hooks|health|metrics|docs|openapi\.json|asyncapi\.json)(\/|$)/;

/** Whether a path is a page of the front end, which finds its own way from there. */
export function isPage(method: string, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return (
    (method === 'GET' || method === 'HEAD') && !OURS.test(path) && !path.slice(path.lastIndexOf('/')).includes('.')
  );
}

/**
 * Serves the built front end, hashed files for ever and the page itself never from a cache.
 *
 * @returns whether there is one
 */
export async function serveFrontend(fastify: FastifyInstance): Promise<boolean> {
  if (!existsSync(PAGES)) return false;
  await fastify.register(fastifyStatic, {
    root: PAGES,
    wildcard: false,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return true;
}
