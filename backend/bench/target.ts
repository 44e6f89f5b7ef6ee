import { readFile } from 'node:fs/promises';
import type { PeerOptions } from './options.js';
import type { Product } from './product.js';
import { BODY } from './workflows.js';

/** Something that takes requests. */
export interface Target {
  name: string;
  host: string;
  port: number;
  path: string;
  headers?: Record<string, string>;
  body: string;
  /** How many runs have ended since it started; absent where nothing goes on after the answer, or nobody can tell. */
  ended?(): Promise<number>;
}

/** A webhook of the product. */
export function hookOf(product: Product, path: string): Target {
  const { host, port } = product;
  return { name: 'eventloom', host, port, path: `/hooks/${path}`, body: BODY, ended: () => product.ended() };
}

/** Another system that was named on the command line. */
export async function toPeer({ host, port, path, bodyFile }: PeerOptions): Promise<Target> {
  const body = bodyFile === undefined ? BODY : await readFile(bodyFile, 'utf8');
  return { name: `${host}:${port}`, host, port, path, body };
}
