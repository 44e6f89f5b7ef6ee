import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../support/compose-file.js';

/** Fault tests start the program in processes of its own: it has to be built, from what the sources are now. */
export default async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', 'backend'], { cwd: ROOT });
}
