import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './load-client.js';

const LOAD_CLIENT = fileURLToPath(new URL('./load-client.js', import.meta.url));

/** Puts load on a server from a process of its own. */
export function load(order: LoadOrder): Promise<LoadResult> {
  const client = fork(LOAD_CLIENT);
  client.send(order);
  return new Promise((resolve, reject) => {
    client.once('message', (result: LoadResult) => resolve(result));
    client.once('error', reject);
    client.once('exit', (code) => reject(new Error(`the load client ended with code ${code}`)));
  });
}
