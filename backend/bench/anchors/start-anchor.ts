import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Backing } from '../backing.js';
import type { Target } from '../target.js';
import { BODY } from '../workflows.js';

/** Something to measure the product against, in a process of its own. */
export interface Anchor extends Target {
  stop(): Promise<void>;
}

/** Nest and Fastify alone. */
export function startBareNest(): Promise<Anchor> {
  return startAnchor('bare-nest', '/hook', []);
}

/** The way of an event alone. */
export async function startBarePath(backing: Backing): Promise<Anchor> {
  const anchor = await startAnchor('bare-path', '/', [backing.databaseUrl]);
  const ended = async () => {
    const answer = await fetch(`http://${anchor.host}:${anchor.port}/`);
    return ((await answer.json()) as { finished: number }).finished;
  };
  return { ...anchor, ended };
}

async function startAnchor(name: string, path: string, args: string[]): Promise<Anchor> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), args);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}`)));
  });
  return {
    ...{ name, host: '127.0.0.1', port, path, body: BODY },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}
