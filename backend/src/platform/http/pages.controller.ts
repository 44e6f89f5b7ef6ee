import fastifyStatic from '@fastify/static';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors/app-error.js';
import { Public } from '../public.js';

/** The built pages; relative to this file in `dist` and in `src` alike. */
const PAGES = fileURLToPath(new URL('../../../../frontend/dist', import.meta.url));

/** The page of the application, beneath `PAGES`. */
const INDEX = 'index.html';

/** What belongs to the server and is never a page of the application. */
const OURS = /^\/(api|hooks|health|metrics|docs)(\/|$)/;

/** Pages named after something that has dots in its own name; elsewhere a dot means a file. */
const DOTTED_PAGE = /^\/topics\/[^/]+$/;

/** Whether a path is a page of the front end, which finds its own way from there. */
function isPage(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  if (OURS.test(path)) return false;
  return DOTTED_PAGE.test(path) || !path.slice(path.lastIndexOf('/')).includes('.');
}

/** Serves the files of the built front end, hashed ones for ever and the page itself never from a cache. */
export async function serveFrontend(fastify: FastifyInstance): Promise<void> {
  if (!existsSync(PAGES)) return;
  await fastify.register(fastifyStatic, {
    root: PAGES,
    wildcard: false,
    // The build puts gzipped copies beside the files.
    preCompressed: true,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Answers every address that nothing else answers: with the application's page if it may be one of its own. */
@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  @Get('*')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isPage(request.url) || !existsSync(`${PAGES}/${INDEX}`))
      throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    await reply.sendFile(INDEX);
  }
}
